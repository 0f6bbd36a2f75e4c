import type { z } from 'zod';
import { isObject, parseExactJson } from '../json';

export type SandboxFaultCode =
  | 'INVALID_JSON'
  | 'INVALID_FIELD'
  | 'MISSING_FIELD'
  | 'UNKNOWN_FIELD'
  | 'NOT_FOUND';

/** What one of the sandbox's own endpoints could not do, in words that say how to put it right. */
export class SandboxFault extends Error {
  readonly status: number;

  constructor(
    readonly code: SandboxFaultCode,
    message: string,
  ) {
    super(message);
    this.status = code === 'NOT_FOUND' ? 404 : 400;
  }

  get body(): { error: { code: string; message: string } } {
    return { error: { code: this.code, message: this.message } };
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

/** The object in a request's body; an empty body is an empty object. */
export function bodyOf(body: unknown): Record<string, unknown> {
  const text = Buffer.isBuffer(body) ? body.toString() : '';
  if (text.trim() === '') return {};
  let parsed: unknown;
  try {
    parsed = parseExactJson(text);
  } catch {
    throw new SandboxFault('INVALID_JSON', 'The body is not valid JSON: send one JSON object.');
  }
  if (!isObject(parsed))
    throw new SandboxFault('INVALID_JSON', 'The body must be one JSON object, such as {}.');
  return parsed;
}

/** Reads a body; the complaint names the field, what is wrong with it, and a body that would do. */
export function parseBody<S extends z.ZodType>(schema: S, body: unknown, example: unknown): z.output<S> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path ?? [];
  const fix = `For example: ${JSON.stringify(example)}`;
  if (issue?.code === 'unrecognized_keys') {
    const fields = issue.keys.map((key) => [...path, key].join('.')).join(', ');
    throw new SandboxFault('UNKNOWN_FIELD', `Field "${fields}" is not known here: leave it out. ${fix}`);
  }
  const name = path.join('.') || 'body';
  if (valueAt(body, path) === undefined) {
    throw new SandboxFault(
      'MISSING_FIELD',
      `Field "${name}" is missing: ${issue?.message ?? 'add it'}. ${fix}`,
    );
  }
  throw new SandboxFault(
    'INVALID_FIELD',
    `Field "${name}" is not valid: ${issue?.message ?? 'unknown'}. ${fix}`,
  );
}
