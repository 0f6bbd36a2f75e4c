import type { Scanner } from './scanner';
import type { ArgumentValue } from './selection';

const DOUBLE_QUOTED = /"(?:[^"\\]|\\.)*"/y;
const SINGLE_QUOTED = /'(?:[^'\\]|\\.)*'/y;
/** A bare word may itself hold balanced parentheses, as in `filter(stream(a))`. */
const BARE_ARGUMENT = /(?:[^()]|\((?:[^()]|\([^()]*\))*\))*/y;
const BARE_ITEM = /[^,\]}:"'\s][^,\]}:]*/y;

function unquote(quoted: string): string {
  const inner = quoted.slice(1, -1);
  const asDouble = quoted.startsWith("'") ? inner.replaceAll("\\'", "'").replaceAll('"', '\\"') : inner;
  const parsed: unknown = JSON.parse(`"${asDouble}"`);
  return String(parsed);
}

function quotedString(scanner: Scanner): string | undefined {
  const quoted = scanner.match(DOUBLE_QUOTED) ?? scanner.match(SINGLE_QUOTED);
  if (quoted === undefined) return undefined;
  try {
    return unquote(quoted);
  } catch {
    return scanner.fail('"');
  }
}

function literal(word: string): ArgumentValue {
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (word === 'null') return null;
  if (!/^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(word)) return word;
  const number = Number(word);
  // An id may be larger than a JavaScript number can say: it stays text.
  return Number.isInteger(number) && !Number.isSafeInteger(number) && /^-?\d+$/.test(word) ? word : number;
}

function sequence(scanner: Scanner, end: string, item: () => void): void {
  if (scanner.take(end)) return;
  do item();
  while (scanner.take(','));
  scanner.expect(end);
}

function structured(scanner: Scanner): ArgumentValue {
  const text = quotedString(scanner);
  if (text !== undefined) return text;
  if (scanner.take('[')) {
    const items: ArgumentValue[] = [];
    sequence(scanner, ']', () => items.push(structured(scanner)));
    return items;
  }
  if (scanner.take('{')) {
    const entries: [string, ArgumentValue][] = [];
    sequence(scanner, '}', () => {
      const key = quotedString(scanner) ?? scanner.match(BARE_ITEM)?.trim() ?? scanner.fail('name');
      scanner.expect(':');
      entries.push([key, structured(scanner)]);
    });
    return Object.fromEntries(entries);
  }
  const word = scanner.match(BARE_ITEM)?.trim();
  return word === undefined ? scanner.fail('name') : literal(word);
}

/** What stands between an argument's parentheses: a string in either quotes, a JSON array or object, or bare text. */
export function parseArgumentValue(scanner: Scanner): ArgumentValue {
  if (['"', "'", '[', '{'].includes(scanner.peek())) return structured(scanner);
  return scanner.match(BARE_ARGUMENT)?.trim() ?? '';
}
