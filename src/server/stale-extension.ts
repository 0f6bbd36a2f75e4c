import type { GatewayContext } from '../domains/context';

/** An entry of `extensions.stale`: a root field that was answered from memory while the Graph API is down. */
export interface StaleEntry {
  /** The field's key in `data`. */
  field: string;
  /** When the oldest part of it was read: RFC 3339. */
  asOf: string;
}

/** `extensions.stale` of an operation; undefined when everything in its answer is fresh. */
export function staleOf({ graph }: GatewayContext): StaleEntry[] | undefined {
  if (graph.staleReads.length === 0) return undefined;
  const oldest = new Map<string, Date>();
  for (const { field, asOf } of graph.staleReads) {
    const known = oldest.get(field);
    if (!known || asOf < known) oldest.set(field, asOf);
  }
  return [...oldest].map(([field, asOf]) => ({ field, asOf: asOf.toISOString() }));
}
