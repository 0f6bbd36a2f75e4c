import { isObject, type JsonObject, type JsonValue, objectOf, objectsOf } from '../common/json';
import type { Ask, Expansion } from './expansion';
import { noteFault, type Refusal, takeFaults } from './faults';

/**
 * Puts what Graph answered under the keys of what was asked: an edge asked with arguments stands in the answer under
 * its bare name, but the same edge may have been asked with other arguments too.
 */
export function keyByAsk(node: JsonObject, asked: Expansion): void {
  for (const { key, name, sub } of keyedIn(asked)) {
    const value = node[name];
    if (value === undefined) continue;
    if (key !== name) {
      node[key] = value;
      // Not deleted: that would make each of the node's fields slower to read.
      node[name] = undefined;
    }
    if (sub) for (const inner of nodesIn(value)) keyByAsk(inner, sub);
  }
}

interface KeyedAsk {
  key: string;
  name: string;
  /** What is asked below it, if that has such keys too. */
  sub: Expansion | undefined;
}

/** The asks of an expansion that stand in the answer under another name, here or below. Most expansions have none. */
const keyed = new WeakMap<Expansion, readonly KeyedAsk[]>();

function keyedIn(expansion: Expansion): readonly KeyedAsk[] {
  let asks = keyed.get(expansion);
  if (!asks) {
    asks = [...expansion].flatMap(([key, { name, sub }]) => {
      const below = sub && keyedIn(sub).length > 0 ? sub : undefined;
      return key !== name || below ? [{ key, name, sub: below }] : [];
    });
    keyed.set(expansion, asks);
  }
  return asks;
}

/** The nodes an ask's value holds: an edge's `data`, a list, or the one object. */
function nodesIn(value: JsonValue): JsonObject[] {
  if (Array.isArray(value)) return objectsOf(value);
  if (!isObject(value)) return [];
  return Array.isArray(value.data) ? objectsOf(value.data) : [value];
}

/** Merges a node with what another request answered for it. Lists are joined by id, so they may differ in order. */
export function mergeNode(target: JsonObject, source: JsonObject): void {
  const faults = [...takeFaults(target), ...takeFaults(source)];
  for (const [key, value] of Object.entries(source)) {
    const present = target[key];
    if (present === undefined || value === undefined || !isObject(present) || !isObject(value)) {
      if (present === undefined) target[key] = value;
      else if (Array.isArray(present) && Array.isArray(value)) mergeList(present, value);
    } else {
      mergeNode(present, value);
    }
  }
  // What was refused below a key belongs to the nodes that stand there by now.
  for (const fault of faults) applyRefusal(target, fault);
}

function mergeList(target: JsonValue[], source: JsonValue[]): void {
  const byId = new Map(objectsOf(target).map((item) => [item.id, item]));
  source.forEach((item, index) => {
    if (!isObject(item)) return;
    const twin = item.id === undefined ? target[index] : byId.get(item.id);
    if (isObject(twin)) mergeNode(twin, item);
  });
}

/**
 * Notes a refusal on every node that it concerns. Where a node on the way to it is missing, it is noted on the last
 * one that is there.
 */
export function applyRefusal(node: JsonObject, { path, error }: Refusal): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  const value = node[key];
  if (value === undefined || value === null) noteFault(node, { path, error });
  else if (rest.length > 0) for (const inner of nodesIn(value)) applyRefusal(inner, { path: rest, error });
}

/** Joins two successive pages of an edge to the one page that was asked for. */
export function joinPages(first: JsonObject, second: JsonObject): JsonObject {
  const paging = (page: JsonObject) => objectOf(page.paging);
  const cursors = (page: JsonObject) => objectOf(paging(page).cursors);
  const { previous } = paging(first);
  const { next } = paging(second);
  return {
    data: [...objectsOf(first.data), ...objectsOf(second.data)],
    paging: {
      cursors: {
        before: cursors(first).before ?? cursors(second).before,
        after: cursors(second).after ?? cursors(first).after,
      },
      ...(previous !== undefined && { previous }),
      ...(next !== undefined && { next }),
    },
  };
}

/** The halves of an expansion, or undefined when it asks for one thing only. */
export function halvesOf(expansion: Expansion): [Expansion, Expansion] | undefined {
  const asks = [...expansion];
  if (asks.length > 1) {
    const middle = Math.ceil(asks.length / 2);
    return [new Map(asks.slice(0, middle)), new Map(asks.slice(middle))];
  }
  const [only] = asks;
  if (!only?.[1].sub) return undefined;
  const [key, ask] = only;
  const halves = ask.sub && halvesOf(ask.sub);
  if (!halves) return undefined;
  return [new Map([[key, { ...ask, sub: halves[0] }]]), new Map([[key, { ...ask, sub: halves[1] }]])];
}

/** The keys that lead to each single thing that an expansion asks for. */
export function leafPathsOf(expansion: Expansion): string[][] {
  return [...expansion].flatMap(([key, ask]) =>
    ask.sub && ask.sub.size > 0 ? leafPathsOf(ask.sub).map((path) => [key, ...path]) : [[key]],
  );
}

/** Every way to a field of this name in an expansion, and the expansion without it. */
export function withoutField(expansion: Expansion, name: string): { rest: Expansion; paths: string[][] } {
  const rest: Expansion = new Map();
  const paths: string[][] = [];
  for (const [key, ask] of expansion) {
    if (ask.name === name) {
      paths.push([key]);
      continue;
    }
    if (!ask.sub) {
      rest.set(key, ask);
      continue;
    }
    const below = withoutField(ask.sub, name);
    rest.set(key, below.paths.length > 0 ? { ...ask, sub: below.rest } : ask);
    for (const path of below.paths) paths.push([key, ...path]);
  }
  return { rest, paths };
}

const LIMIT = /\.limit\((\d+)\)/;
const CURSOR = /\.(?:after|before)\([^)]*\)/;

/** Whether it is an edge with pages. */
export function isPaged({ suffix }: Ask): boolean {
  return LIMIT.test(suffix);
}

/** An expansion's outermost page that can be asked for in two parts. */
export function pageToSplit(expansion: Expansion): PageToSplit | undefined {
  for (const [key, ask] of expansion) {
    const limit = Number(LIMIT.exec(ask.suffix)?.[1] ?? 0);
    if (limit > 1) return { key, ask, limit, way: ask.suffix.includes('.before(') ? 'before' : 'after' };
  }
  return undefined;
}

interface PageToSplit {
  key: string;
  ask: Ask;
  limit: number;
  /** On which side of its cursor the page is. */
  way: 'after' | 'before';
}

/** The same page with another length, and on a side of another cursor if one is given. */
export function withPage(ask: Ask, limit: number, way?: PageToSplit['way'], cursor?: string): Ask {
  const suffix = ask.suffix.replace(LIMIT, `.limit(${limit})`);
  return { ...ask, suffix: way ? `${suffix.replace(CURSOR, '')}.${way}(${cursor})` : suffix };
}
