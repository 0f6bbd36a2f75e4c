import type { JsonObject } from '../common/json';

/** Where a node keeps its faults. A symbol is cheaper to look for than a WeakMap, and no JSON can hold it. */
const FAULTS = Symbol('faults');

interface Faulty {
  [FAULTS]?: Map<string, Error>;
}

/** Notes that Graph refused one field of a node, so that only this field fails and its siblings stand. */
export function noteFault(node: JsonObject & Faulty, key: string, error: Error): void {
  node[FAULTS] ??= new Map();
  node[FAULTS].set(key, error);
}

/** Why a field is missing from a node, when Graph refused it. */
export function faultOf(node: JsonObject & Faulty, key: string): Error | undefined {
  return node[FAULTS]?.get(key);
}

/** Hands the faults of a node to the node it is merged into. */
export function moveFaults(from: JsonObject & Faulty, to: JsonObject): void {
  for (const [key, error] of from[FAULTS] ?? []) noteFault(to, key, error);
}

/** Whether Graph refused any field of the node itself. */
export function hasFaults(node: JsonObject & Faulty): boolean {
  return node[FAULTS] !== undefined;
}
