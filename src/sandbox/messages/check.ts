import type { z } from 'zod';
import { invalidParameter } from '../graph-error';
import { messageError } from './error-codes';

type Path = readonly PropertyKey[];

/** `text['body']`: how Meta names a parameter inside another. */
export function parameterName(path: Path): string {
  return path.map((part, index) => (index === 0 ? String(part) : `['${String(part)}']`)).join('');
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, part) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, part) : undefined),
    value,
  );
}

/** Parses a value, and complains as Meta would about the first thing that is wrong with it. */
export function check<T>(schema: z.ZodType<T>, value: unknown, at: Path = []): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path ?? [];
  const name = parameterName([...at, ...path]);
  if (issue?.code !== 'custom' && valueAt(value, path) === undefined) {
    if (at.length === 0) throw invalidParameter(`The parameter ${name} is required.`);
    throw messageError(131008, `Parameter '${name}' is mandatory.`);
  }
  const text = valueAt(value, path);
  if (issue?.code === 'too_big' && typeof text === 'string') {
    throw invalidParameter(`Param ${name} must be at most ${String(issue.maximum)} characters long.`);
  }
  throw messageError(131009, `Parameter '${name}' is not valid: ${issue?.message ?? 'unknown'}.`);
}
