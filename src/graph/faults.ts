import type { JsonObject } from '../common/json';

/** Something that Graph refused, by the keys that lead to it. */
export interface Refusal {
  path: readonly string[];
  error: Error;
}

/** Where a node keeps its faults. A symbol is cheaper to look for than a WeakMap, and no JSON can hold it. */
const FAULTS = Symbol('faults');

interface Faulty {
  [FAULTS]?: Refusal[] | undefined;
}

/** Notes that Graph refused one field of a node, or something below it, so that only this fails and its siblings stand. */
export function noteFault(node: JsonObject & Faulty, refusal: Refusal): void {
  node[FAULTS] ??= [];
  node[FAULTS].push(refusal);
}

/** Why a field is missing from a node, when Graph refused it. */
export function faultOf(node: JsonObject & Faulty, key: string): Error | undefined {
  return node[FAULTS]?.find(({ path }) => path[0] === key)?.error;
}

/** The keys below which something was refused, of which nothing was read. */
export function keysRefusedBelow(node: JsonObject & Faulty): string[] {
  return (node[FAULTS] ?? []).flatMap(({ path: [key, ...below] }) =>
    key !== undefined && below.length > 0 && node[key] === undefined ? [key] : [],
  );
}

/** The faults of a node, which has none from then on. */
export function takeFaults(node: JsonObject & Faulty): readonly Refusal[] {
  const faults = node[FAULTS] ?? [];
  node[FAULTS] = undefined;
  return faults;
}

/** Whether Graph refused any field of the node itself. */
export function hasFaults(node: JsonObject & Faulty): boolean {
  return node[FAULTS] !== undefined;
}
