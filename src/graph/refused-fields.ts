import { halvesOf, isPaged, leafPathsOf } from './answer';
import type { GraphApiError } from './errors';
import type { Expansion } from './expansion';
import type { NodeRequests } from './node-requests';
import { isRefused } from './refusals';
import {
  asError,
  bareEdges,
  failed,
  halfAndHalf,
  isNode,
  mergeParts,
  type Results,
  refused,
  together,
} from './results';

const NOTHING: Expansion = new Map();

/**
 * Finds the fields that may not be read, where Meta does not name them: by halving the fields, for all nodes at once,
 * because a permission is mostly missing for all of them.
 */
export class RefusedFields {
  constructor(private readonly requests: NodeRequests) {}

  /** The nodes without those fields; undefined where the bare nodes may not be read, so that it is no field. */
  async without(ids: string[], expansion: Expansion, error: GraphApiError): Promise<Results | undefined> {
    const bare = await this.requests.answer(ids, NOTHING).catch(() => undefined);
    if (!bare) return undefined;
    const results = await this.halveFields(ids, expansion, error);
    // The bare nodes have their types, where Graph was asked for them.
    const whole = mergeParts(ids, [
      { asked: NOTHING, results: bare },
      { asked: expansion, results },
    ]);
    return this.withBareEdges(ids, expansion, whole);
  }

  /** The nodes of an edge whose fields are all refused are there all the same, with their ids. */
  private async withBareEdges(ids: string[], expansion: Expansion, results: Results): Promise<Results> {
    const bare = bareEdges(results, expansion);
    if (bare.size === 0 || this.requests.areUsedUp) return results;
    const edges = await this.requests.answer(ids, bare).catch(() => undefined);
    if (!edges) return results;
    // Graph leaves out an edge that has nothing.
    for (const node of edges.values())
      if (isNode(node)) for (const [key, ask] of bare) if (isPaged(ask)) node[key] ??= { data: [] };
    return mergeParts(ids, [
      { asked: expansion, results },
      { asked: bare, results: edges },
    ]);
  }

  private async halveFields(ids: string[], expansion: Expansion, error: GraphApiError): Promise<Results> {
    const halves = halvesOf(expansion);
    if (!halves) return this.refusedOfSome(ids, expansion, error);
    if (this.requests.areUsedUp) return refusedOfAll(ids, expansion, error);
    return together(ids, halves, (half) =>
      this.requests
        .answer(ids, half)
        .catch((inner: unknown) =>
          isRefused(inner) ? this.halveFields(ids, half, inner) : failed(ids, asError(inner)),
        ),
    );
  }

  /**
   * One field is refused, for some of the nodes or for all: halving the nodes tells which.
   *
   * @param levels how often in a row both halves were refused; after two times the field counts as refused for all
   * nodes
   */
  private async refusedOfSome(
    ids: string[],
    field: Expansion,
    error: GraphApiError,
    levels = 0,
  ): Promise<Results> {
    if (ids.length === 1 || levels > 1 || this.requests.areUsedUp) return refusedOfAll(ids, field, error);
    const halves = halfAndHalf(ids);
    const answers = await Promise.all(halves.map((half) => this.requests.answer(half, field).catch(asError)));
    const isAllRefused = answers.every(isRefused);
    const results = await Promise.all(
      answers.map((answer, index) => {
        const half = halves[index] ?? [];
        if (!(answer instanceof Error)) return answer;
        return isRefused(answer)
          ? this.refusedOfSome(half, field, answer, isAllRefused ? levels + 1 : 0)
          : failed(half, answer);
      }),
    );
    return new Map(results.flatMap((result) => [...result]));
  }
}

function refusedOfAll(ids: readonly string[], expansion: Expansion, error: Error): Results {
  return refused(new Map(ids.map((id) => [id, { id }])), leafPathsOf(expansion), error);
}
