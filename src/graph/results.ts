import { NotFoundError } from '../common/errors';
import type { JsonObject } from '../common/json';
import { applyRefusal, leafPathsOf, mergeNode } from './answer';
import type { Expansion } from './expansion';
import { keysRefusedBelow } from './faults';

/** What became of one id: its node, or why there is none. */
export type NodeResult = JsonObject | Error;

export type Results = Map<string, NodeResult>;

export function isNode(result: NodeResult | undefined): result is JsonObject {
  return result !== undefined && !(result instanceof Error);
}

/** Graph answered, but not about this id. */
export function withoutNode(id: string): Error {
  return new NotFoundError(`Graph answered without node ${id}.`);
}

/** Every id failed alike. */
export function failed(ids: readonly string[], error: Error): Results {
  return new Map(ids.map((id) => [id, error]));
}

/** Notes on every node what Graph refused of it. */
export function refused(results: Results, paths: readonly (readonly string[])[], error: Error): Results {
  for (const node of results.values()) {
    if (isNode(node)) for (const path of paths) applyRefusal(node, { path, error });
  }
  return results;
}

/** The edges of which all that was asked for was refused, for at least one of the nodes: without those fields. */
export function bareEdges(results: Results, asked: Expansion): Expansion {
  const keys = new Set([...results.values()].filter(isNode).flatMap(keysRefusedBelow));
  return new Map(
    [...asked].flatMap(([key, ask]) => (keys.has(key) ? [[key, { ...ask, sub: new Map() }]] : [])),
  );
}

/** Joins what several requests answered for the same ids. A node fails only if each request for it failed. */
export function mergeParts(
  ids: readonly string[],
  parts: readonly { asked: Expansion; results: Results }[],
): Results {
  if (parts.length === 1 && parts[0]) return parts[0].results;
  const merged: Results = new Map();
  for (const id of ids) {
    let whole: JsonObject | undefined;
    for (const { results } of parts) {
      const node = results.get(id);
      if (!isNode(node)) continue;
      if (whole) mergeNode(whole, node);
      else whole = node;
    }
    for (const { asked, results } of parts) {
      const error = results.get(id);
      if (!(error instanceof Error)) continue;
      if (!whole) merged.set(id, error);
      else for (const path of leafPathsOf(asked)) applyRefusal(whole, { path, error });
    }
    if (whole) merged.set(id, whole);
  }
  return merged;
}

/** Asks for several parts side by side and merges the answers. */
export async function together(
  ids: readonly string[],
  expansions: readonly Expansion[],
  ask: (part: Expansion) => Promise<Results>,
): Promise<Results> {
  const parts = await Promise.all(
    expansions.map(async (part) => ({ asked: part, results: await ask(part) })),
  );
  return mergeParts(ids, parts);
}

/** Ids in two halves. */
export function halfAndHalf(ids: string[]): string[][] {
  const middle = Math.ceil(ids.length / 2);
  return [ids.slice(0, middle), ids.slice(middle)];
}

/** What was thrown, as an error. */
export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('An unknown fault.');
}
