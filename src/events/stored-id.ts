import { hash } from 'node:crypto';

/** Longer than any id of Meta's. Several such together still fit into an entry of an index of PostgreSQL's. */
const MAX_LENGTH = 255;

/** What no database stores as text. Nearly no id has any: looking for it once is cheaper than replacing it twice. */
const MAYBE_NO_TEXT = /[\0\uD800-\uDFFF]/;

/**
 * An identifier as every database can store it and find things by it. Nobody promises that what a webhook calls an id is
 * short, or text at all: what is too long is told apart by its hash, and what is no text is replaced.
 */
export function storedId(id: string): string {
  if (id.length <= MAX_LENGTH && !MAYBE_NO_TEXT.test(id)) return id;
  const text = id.replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll('\0', '\uFFFD');
  if (text.length <= MAX_LENGTH) return text;
  return `${text.slice(0, 200).replace(/\p{Surrogate}/gu, '')}~${hash('sha256', text, 'base64url')}`;
}
