import type { SqlValue } from './statements';

const CACHE_SIZE = 500;
const numberedTexts = new Map<string, string>();

/** Literals, quoted names and comments, which are left as they are, or a parameter: `?`, or `?2` for the second one. */
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\?(\d*)/g;

/** The statement with PostgreSQL's `$1` for each `?`. */
export function numbered(sql: string): string {
  const known = numberedTexts.get(sql);
  if (known !== undefined) return known;
  let count = 0;
  const text = sql.replace(TOKEN, (token: string, place: string | undefined) => {
    if (!token.startsWith('?')) return token;
    // As in SQLite, a `?` is one above the highest so far.
    count = place ? Math.max(count, Number(place)) : count + 1;
    return `$${place || count}`;
  });
  // A statement's text hardly ever differs from one time to the next; those that do must not pile up.
  if (numberedTexts.size >= CACHE_SIZE) numberedTexts.clear();
  numberedTexts.set(sql, text);
  return text;
}

/** A value as PostgreSQL takes it: its text can't hold the character NUL. */
export function boundValue(value: SqlValue): string | number | Buffer | null {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return value;
}

/** A value in a JSON document that PostgreSQL makes rows of: it refuses half a surrogate pair there. */
export function jsonValue(value: SqlValue): string | number | null {
  const bound = boundValue(value);
  if (Buffer.isBuffer(bound)) return `\\x${bound.toString('hex')}`;
  return typeof bound === 'string' ? bound.replace(/\p{Surrogate}/gu, '\uFFFD') : bound;
}
