import { type Expansion, fieldsParameterOf, kindOf, unionOf, variantsOf } from './expansion';
import { MAX_VARIANTS } from './reader';
import type { NodeResult } from './results';

/** A read of the same fields of several nodes. */
export interface NodeRead {
  ids: readonly string[];
  expansion: Expansion;
  /** Further parameters of the request. */
  query: Readonly<Record<string, string>> | undefined;
}

interface Waiting {
  read: NodeRead;
  resolve(results: NodeResult[] | Promise<NodeResult[]>): void;
}

/**
 * The reads that the loaders of an operation gathered in one tick. A node that is asked for twice, under two aliases
 * or in two places, is read once with everything that is asked of it, if that takes fewer requests.
 */
export class ReadBatches {
  #dispatches: (() => void)[] = [];
  #waiting: Waiting[] = [];

  constructor(private readonly read: (read: NodeRead) => Promise<NodeResult[]>) {}

  /** Lets all loaders hand over what they gathered at the same time, once the promises of this tick have run. */
  readonly schedule = (dispatch: () => void): void => {
    if (this.#dispatches.push(dispatch) > 1) return;
    void Promise.resolve().then(() => process.nextTick(() => this.#dispatch()));
  };

  /** One result for each id, in order. */
  add(read: NodeRead): Promise<NodeResult[]> {
    return new Promise((resolve) => {
      this.#waiting.push({ read, resolve });
    });
  }

  #dispatch(): void {
    const dispatches = this.#dispatches;
    this.#dispatches = [];
    for (const dispatch of dispatches) dispatch();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const group of waiting.length > 1 ? groupsOf(waiting) : [waiting]) {
      const merged = group.length > 1 ? merge(group.map(({ read }) => read)) : undefined;
      if (merged) this.#together(group, merged);
      else for (const { read, resolve } of group) resolve(this.read(read));
    }
  }

  #together(group: readonly Waiting[], merged: readonly NodeRead[]): void {
    const found = Promise.all(merged.map((read) => this.read(read))).then(
      (results) =>
        new Map(
          merged.flatMap(({ ids }, part) => ids.map((id, index) => [id, results[part]?.[index]] as const)),
        ),
    );
    for (const { read, resolve } of group) {
      resolve(
        found.then((byId) => read.ids.map((id) => byId.get(id) ?? new Error(`Nothing was read of ${id}.`))),
      );
    }
  }
}

/** Reads that may be asked together: of nodes of one type, without two further parameters that differ. */
function groupsOf(waiting: readonly Waiting[]): Waiting[][] {
  const groups = new Map<unknown, Waiting[]>();
  for (const one of waiting) {
    const { expansion, query } = one.read;
    const key = kindOf(expansion) ?? one;
    const group = groups.get(key);
    if (!group) groups.set(key, [one]);
    else if (group.every(({ read }) => !query || !read.query || isSame(read.query, query))) group.push(one);
    else groups.set(one, [one]);
  }
  return [...groups.values()];
}

function isSame(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Merges reads to fewer ones that ask for the same; undefined where that takes no fewer requests. */
function merge(reads: readonly NodeRead[]): NodeRead[] | undefined {
  const expansions = new Map<string, Expansion>();
  for (const { ids, expansion } of reads) {
    for (const id of ids) {
      const present = expansions.get(id);
      expansions.set(id, present ? unionOf(present, expansion) : expansion);
    }
  }
  const merged = new Map<string, { ids: string[]; expansion: Expansion }>();
  for (const [id, expansion] of expansions) {
    const key = fieldsParameterOf(expansion);
    const same = merged.get(key);
    if (same) same.ids.push(id);
    else merged.set(key, { ids: [id], expansion });
  }
  const query = reads.find((read) => read.query)?.query;
  const parts = [...merged.values()].map((part) => ({ ...part, query }));
  const isPossible = parts.every(({ expansion }) => variantsOf(expansion).length <= MAX_VARIANTS);
  return isPossible && requestsOf(parts) < requestsOf(reads) ? parts : undefined;
}

/** How many requests it takes when nothing is refused. */
function requestsOf(reads: readonly NodeRead[]): number {
  return reads.reduce((sum, { expansion }) => sum + variantsOf(expansion).length, 0);
}
