import { type RawBuilder, sql } from 'kysely';
import type { Dialect } from './dialect';

/**
 * Whether a column has one of the values, for a `where`. One parameter for any number of values keeps the statement's
 * text, and so its place in the caches, the same.
 */
export function oneOfTexts(dialect: Dialect, column: string, values: readonly string[]): RawBuilder<boolean> {
  return withList(dialect.isOneOfTexts(column), values);
}

/** The same for whole numbers. */
export function oneOfNumbers(
  dialect: Dialect,
  column: string,
  values: readonly number[],
): RawBuilder<boolean> {
  return withList(dialect.isOneOfNumbers(column), values);
}

function withList(test: string, values: readonly unknown[]): RawBuilder<boolean> {
  const [before = '', after = ''] = test.split('?');
  return sql<boolean>`${sql.raw(before)}${JSON.stringify(values)}${sql.raw(after)}`;
}
