import { InvalidInputError } from '../common/errors';
import { objectOf, textOf } from '../common/json';
import { isMetaId, notMetaId } from '../common/meta-id';
import { halvesOf, joinPages, pageToSplit, withoutField, withPage } from './answer';
import { GraphApiError } from './errors';
import { type Ask, type Expansion, kindOf, variantsOf } from './expansion';
import { faultOf } from './faults';
import { isNodeKind, metaTypeIn, type NodeKind } from './node-kinds';
import { type Get, NodeRequests } from './node-requests';
import { bareNodes, kindToldBy, othersAmong } from './other-kinds';
import { isOfUnknownIds, isRefused, nonexistentFieldIn, wordsOf } from './refusals';
import { RefusedFields } from './refused-fields';
import {
  asError,
  failed,
  halfAndHalf,
  isNode,
  type NodeResult,
  type Results,
  refused,
  together,
  withoutNode,
} from './results';
import { isTooLong, isTooMuchData } from './retry';

/** Graph's bound for `?ids=`. */
const MAX_IDS = 50;
/** How many requests one read may begin with, and so how often a read may have the same edge with other arguments. */
export const MAX_VARIANTS = 10;
/**
 * Reads nodes by id in as few requests as possible, and separates what Graph can answer from what it refuses: an
 * unknown id fails alone, a field that is unknown or not permitted fails alone, and an answer that is too large is
 * asked for in parts.
 */
export class NodeReader {
  constructor(private readonly get: Get) {}

  /** One result for each id, in order. */
  async read(
    ids: readonly string[],
    expansion: Expansion,
    query: Readonly<Record<string, string>> = {},
  ): Promise<NodeResult[]> {
    const good = ids.filter(isMetaId);
    const chunks: string[][] = [];
    for (let start = 0; start < good.length; start += MAX_IDS)
      chunks.push(good.slice(start, start + MAX_IDS));
    const kind = kindOf(expansion);
    const read = new Read(new NodeRequests(this.get, query), isNodeKind(kind) ? kind : undefined);
    const results = await Promise.all(chunks.map((chunk) => read.variants(chunk, expansion)));
    const byId = new Map(results.flatMap((result) => [...result]));
    return ids.map((id) => byId.get(id) ?? (isMetaId(id) ? withoutNode(id) : notMetaId('id')));
  }
}

/** One read, which narrows down what Graph refuses. */
class Read {
  /** @param kind what the nodes are taken for */
  constructor(
    private readonly requests: NodeRequests,
    private readonly kind: NodeKind | undefined,
  ) {}

  /** Asks in requests side by side for what one request cannot hold, and merges the answers. */
  async variants(ids: string[], expansion: Expansion): Promise<Results> {
    const variants = variantsOf(expansion);
    if (variants.length > MAX_VARIANTS) return failed(ids, tooManyVariants(variants.length));
    const [only] = variants;
    // Only an answer that is not merged may be shared with other reads, because merging changes it.
    if (only && variants.length === 1) return this.ask(ids, only, true);
    return together(ids, variants, (variant) => this.ask(ids, variant));
  }

  private async ask(ids: string[], expansion: Expansion, isShared = false): Promise<Results> {
    try {
      return await this.requests.answer(ids, expansion, isShared);
    } catch (error) {
      if (this.requests.areUsedUp) return failed(ids, asError(error));
      if (error instanceof GraphApiError) return this.narrow(ids, expansion, error);
      return isTooLong(error) ? this.inHalves(ids, expansion, asError(error)) : failed(ids, asError(error));
    }
  }

  /** Finds the part of a refused request that Graph can answer. */
  private async narrow(ids: string[], expansion: Expansion, error: GraphApiError): Promise<Results> {
    if (isTooMuchData(error)) return this.smaller(ids, expansion, error);
    if (isOfUnknownIds(error)) return this.withoutUnknown(ids, expansion, error);
    const field = nonexistentFieldIn(error);
    if (field) {
      const { rest, paths } = withoutField(expansion, field);
      const { kind } = this;
      const told = paths.length === 1 && paths[0]?.length === 1 ? kindToldBy(error) : undefined;
      if (kind && told && told !== kind) return this.withoutOthers(ids, expansion, error, kind);
      // The field is missing on one type of node. Where the nodes may have several types, each is asked for alone.
      if (ids.length > 1 && this.requests.askForTypes && !(kind && told)) return this.each(ids, expansion);
      if (paths.length > 1) return this.withoutRefused(ids, expansion, error);
      if (paths.length === 1) {
        const results = await this.ask(ids, rest);
        return refused(results, paths, error);
      }
    }
    return isRefused(error) ? this.withoutRefused(ids, expansion, error) : failed(ids, error);
  }

  /**
   * Some of the ids are unknown. Meta may name one or all of them; where it names none, they are found by halving the
   * ids.
   */
  private async withoutUnknown(ids: string[], expansion: Expansion, error: GraphApiError): Promise<Results> {
    if (ids.length === 1) return failed(ids, error);
    const words = wordsOf(error);
    const rest = ids.filter((id) => !words.has(id));
    if (rest.length === 0) return failed(ids, error);
    if (rest.length === ids.length) return this.halveIds(ids, expansion);
    const results = await this.ask(rest, expansion);
    for (const id of ids) if (words.has(id)) results.set(id, error);
    return results;
  }

  /**
   * Some of the nodes are of another kind than what is asked of them is meant for. Their fields would be refused one by one,
   * and be lost to the others as well, so they are left with their type alone.
   */
  private async withoutOthers(
    ids: string[],
    expansion: Expansion,
    error: GraphApiError,
    kind: NodeKind,
  ): Promise<Results> {
    const [id] = ids;
    if (id !== undefined && ids.length === 1)
      return bareNodes(new Map([[id, metaTypeIn(error) ?? '']]), expansion, error);
    const types = await this.requests.types(ids).catch((): Results => new Map());
    const others = othersAmong(types, kind);
    // A proxy may drop the types.
    if (others.size === 0) return this.each(ids, expansion);
    const rest = ids.filter((one) => !others.has(one));
    const results = rest.length > 0 ? await this.ask(rest, expansion) : [];
    return new Map([...results, ...bareNodes(others, expansion, error)]);
  }

  private async each(ids: string[], expansion: Expansion): Promise<Results> {
    const results = await Promise.all(ids.map((id) => this.ask([id], expansion)));
    return new Map(results.flatMap((result) => [...result]));
  }

  private async halveIds(ids: string[], expansion: Expansion): Promise<Results> {
    const halves = await Promise.all(halfAndHalf(ids).map((half) => this.ask(half, expansion)));
    return new Map(halves.flatMap((half) => [...half]));
  }

  /** Something may not be read, and Meta does not say what. */
  private async withoutRefused(ids: string[], expansion: Expansion, error: GraphApiError): Promise<Results> {
    const fields = new RefusedFields(this.requests);
    const results = await fields.without(ids, expansion, error);
    if (results) return results;
    return ids.length > 1 ? this.halveIds(ids, expansion) : failed(ids, error);
  }

  /** Graph finds the answer too large: fewer nodes, then fewer fields, then shorter pages, then fewer fields below. */
  private async smaller(ids: string[], expansion: Expansion, error: GraphApiError): Promise<Results> {
    if (ids.length > 1) return this.halveIds(ids, expansion);
    const [id] = ids;
    const page = expansion.size === 1 ? pageToSplit(expansion) : undefined;
    if (!page || id === undefined) return this.inHalves(ids, expansion, error);
    const { key, ask, limit, way } = page;
    const half = Math.ceil(limit / 2);
    const near = await this.page(id, withPage(ask, half));
    if (near instanceof Error) return failed(ids, near);
    const paging = objectOf(near.paging);
    const cursor = textOf(objectOf(paging.cursors)[way]);
    const isThereMore = (way === 'before' ? paging.previous : paging.next) !== undefined;
    if (!isThereMore || cursor === undefined) return new Map([[id, { id, [key]: near }]]);
    const far = await this.page(id, withPage(ask, limit - half, way, cursor));
    if (far instanceof Error) return failed(ids, far);
    const whole = way === 'before' ? joinPages(far, near) : joinPages(near, far);
    return new Map([[id, { id, [key]: whole }]]);
  }

  private async inHalves(ids: string[], expansion: Expansion, error: Error): Promise<Results> {
    const halves = halvesOf(expansion);
    return halves ? together(ids, halves, (half) => this.ask(ids, half)) : failed(ids, error);
  }

  private async page(id: string, ask: Ask): Promise<NodeResult> {
    const key = ask.name + ask.suffix;
    const node = (await this.ask([id], new Map([[key, ask]]))).get(id);
    if (!isNode(node)) return node ?? withoutNode(id);
    return faultOf(node, key) ?? objectOf(node[key]);
  }
}

function tooManyVariants(count: number): Error {
  return new InvalidInputError(
    'query',
    `selects the same list with ${count} different sets of arguments, which costs as many requests`,
    `Select it at most ${MAX_VARIANTS} times, or split the query.`,
  );
}
