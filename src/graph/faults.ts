import type { JsonObject } from '../common/json';

const faults = new WeakMap<JsonObject, Map<string, Error>>();

/** Notes that Graph refused one field of a node, so that only this field fails and its siblings stand. */
export function noteFault(node: JsonObject, key: string, error: Error): void {
  const known = faults.get(node);
  if (known) known.set(key, error);
  else faults.set(node, new Map([[key, error]]));
}

/** Why a field is missing from a node, when Graph refused it. */
export function faultOf(node: JsonObject, key: string): Error | undefined {
  return faults.get(node)?.get(key);
}

/** Hands the faults of a node to the node it is merged into. */
export function moveFaults(from: JsonObject, to: JsonObject): void {
  for (const [key, error] of faults.get(from) ?? []) noteFault(to, key, error);
}

/** Whether Graph refused any field of the node itself. */
export function hasFaults(node: JsonObject): boolean {
  return faults.has(node);
}
