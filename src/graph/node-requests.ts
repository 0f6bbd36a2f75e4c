import { isObject, type JsonObject } from '../common/json';
import { keyByAsk } from './answer';
import { type Expansion, fieldsParameterOf } from './expansion';
import { WITH_TYPE } from './node-kinds';
import { isNode, type Results, withoutNode } from './results';
import type { GraphCall } from './session';

export type Get = (call: GraphCall) => Promise<JsonObject>;

/** How many requests one read may take while the reason of a refusal is narrowed down. */
const MAX_REQUESTS = 40;
const NOTHING: Expansion = new Map();

/** The requests of one read. They are counted, so that narrowing down a refusal cannot go on without end. */
export class NodeRequests {
  private made = 0;

  /** @param query further parameters of every request */
  constructor(
    private readonly get: Get,
    private readonly query: Readonly<Record<string, string>>,
  ) {}

  /** Whether the read has made as many requests as it may. */
  get areUsedUp(): boolean {
    return this.made >= MAX_REQUESTS;
  }

  /** Whether the nodes may be of several types, as Graph is asked for the type of each. */
  get askForTypes(): boolean {
    return this.query.metadata !== undefined;
  }

  /** Asks which types the nodes are of. */
  types(ids: readonly string[]): Promise<Results> {
    return this.request(ids, NOTHING, false, WITH_TYPE);
  }

  /** Asks for the nodes in one request; each has its values under the keys of the expansion. */
  async answer(ids: readonly string[], expansion: Expansion, isShared = false): Promise<Results> {
    const results = await this.request(ids, expansion, isShared);
    for (const node of results.values()) if (isNode(node)) keyByAsk(node, expansion);
    return results;
  }

  private async request(
    ids: readonly string[],
    expansion: Expansion,
    isShared: boolean,
    query = this.query,
  ): Promise<Results> {
    this.made += 1;
    const fields = fieldsParameterOf(expansion);
    const [first, second] = ids;
    if (first !== undefined && second === undefined) {
      const node = await this.get({
        method: 'GET',
        path: encodeURIComponent(first),
        query: { fields, ...query },
        safety: 'read',
        isShared,
      });
      node.id ??= first;
      return new Map([[first, node]]);
    }
    const answer = await this.get({
      method: 'GET',
      path: '',
      query: { ids: ids.join(','), fields, ...query },
      safety: 'read',
      isShared,
    });
    return new Map(
      ids.map((id) => {
        const node = answer[id];
        return [id, isObject(node) ? node : withoutNode(id)];
      }),
    );
  }
}
