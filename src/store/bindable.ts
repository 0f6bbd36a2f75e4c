import { StoreError } from './errors';
import type { SqlValue } from './statements';

/** A parameter of a Kysely query as both databases take it. */
export function bindable(value: unknown): SqlValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof Uint8Array) return value;
  throw new StoreError('FAILED', `A value of type ${typeof value} can't be bound to a statement.`);
}
