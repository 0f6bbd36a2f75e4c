import type { PackedResults, PackedUnits } from './packed-units';
import type { Durability, SqlValue, WiredError } from './statements';

export interface QueryResult {
  columns: string[];
  rows: SqlValue[][];
  changes: number;
}

export type WorkerRequest =
  | { id: number; op: 'batch'; durability: Durability; sqls: string[]; units: PackedUnits }
  | { id: number; op: 'query'; sql: string; parameters: readonly SqlValue[] }
  | { id: number; op: 'close' };

export type WorkerResponse =
  | { id: number; ok: true; value: PackedResults | QueryResult | null }
  | { id: number; ok: false; error: WiredError };

/** How a worker opens its database. */
export interface WorkerOptions {
  path: string;
  role: 'writer' | 'reader';
  busyTimeoutMs: number;
}
