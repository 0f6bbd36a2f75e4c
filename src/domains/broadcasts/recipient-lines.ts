import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { DuplicateKeyError, isObject, type JsonValue, parseUnambiguousJson } from '../../common/json';
import type { Recipient } from '../../outbox/broadcast';
import { phoneNumber, userId } from '../messages/send/declare/rules';
import { linesOf } from './lines';

/** What a line of a list says, or what is wrong with it. */
export type RecipientLine = { line: number } & ({ value: Recipient } | { fault: string });

type Bytes = AsyncIterable<Uint8Array>;

const MAX_LINE_CHARS = 64 * 1024;
const TOO_LONG = `has more than ${MAX_LINE_CHARS} characters.`;
const OWN = ['to', 'recipient', 'bizOpaqueCallbackData'] as const;

/** A JSON object a line: `{"to": "+1…", "parameters": {"name": "Ann"}}`. */
export async function* jsonLines(bytes: Bytes): AsyncGenerator<RecipientLine> {
  for await (const { number: line, text } of linesOf(bytes, MAX_LINE_CHARS)) {
    if (text === undefined) yield { line, fault: TOO_LONG };
    else if (text.trim() !== '') yield { line, ...ofJson(text) };
  }
}

function ofJson(text: string): { value: Recipient } | { fault: string } {
  let json: JsonValue;
  try {
    json = parseUnambiguousJson(text);
  } catch (error) {
    const isTwice = error instanceof DuplicateKeyError;
    return { fault: isTwice ? `has the key "${error.key.slice(0, 64)}" twice.` : 'is not JSON.' };
  }
  if (!isObject(json)) return { fault: 'is not a JSON object.' };
  const { parameters = {}, ...own } = json;
  const unknown = Object.keys(own).find((key) => !OWN.some((name) => name === key));
  if (unknown !== undefined) {
    return { fault: `has the key "${unknown.slice(0, 64)}"; known are ${OWN.join(', ')} and parameters.` };
  }
  if (!isObject(parameters)) return { fault: 'has parameters that are not an object of texts by name.' };
  return recipientOf(Object.entries(own), Object.entries(parameters));
}

interface CsvRecord {
  record: string[];
  info: { lines: number };
}

/** A head line, then a recipient a line: columns that are not one's own name parameters. */
export async function* csvLines(bytes: Bytes): AsyncGenerator<RecipientLine> {
  let columns: string[] | undefined;
  try {
    for await (const { record: cells, info } of csvRecords(bytes)) {
      const line = info.lines;
      if (columns) {
        yield { line, ...ofCells(columns, cells) };
        continue;
      }
      columns = cells.map((name) => name.trim());
      const fault = faultOfHead(columns);
      if (fault === undefined) continue;
      yield { line, fault };
      return;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Where the quotes go wrong, nothing that follows can be told apart.
    const { lines, code } = error;
    const fault = code === 'CSV_MAX_RECORD_SIZE' ? TOO_LONG : `is not CSV (${code}).`;
    yield { line: typeof lines === 'number' ? lines : 1, fault };
  }
}

function csvRecords(bytes: Bytes): AsyncIterable<CsvRecord> {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_LINE_CHARS,
    info: true,
  });
  // What goes wrong with the bytes is thrown by the parser's iteration.
  pipeline(Readable.from(bytes), parser, () => undefined);
  return parser;
}

function faultOfHead(columns: readonly string[]): string | undefined {
  if (!columns.includes('to') && !columns.includes('recipient')) {
    return 'names no column `to` or `recipient`. The first line names the columns, with commas between them.';
  }
  const twice = columns.find((name, index) => columns.indexOf(name) < index);
  if (twice !== undefined) return `names the column "${twice.slice(0, 64)}" twice.`;
  return columns.includes('') ? 'has a column without a name.' : undefined;
}

function ofCells(columns: readonly string[], cells: readonly string[]) {
  if (cells.length !== columns.length) {
    return { fault: `has ${cells.length} values; the first line names ${columns.length} columns.` };
  }
  const named = columns.map((name, index): [string, string] => [name, cells[index] ?? '']);
  const isOwn = ([name]: [string, string]) => OWN.some((own) => own === name);
  return recipientOf(
    named.filter((cell) => isOwn(cell) && cell[1] !== ''),
    named.filter((cell) => !isOwn(cell)),
  );
}

type Named = [name: string, value: JsonValue | undefined];

function recipientOf(own: Named[], given: Named[]): { value: Recipient } | { fault: string } {
  const value: Recipient = {};
  for (const [name, text] of own) {
    if (text === null) continue;
    if (typeof text !== 'string') return { fault: `has a ${name} that is not a text.` };
    Object.assign(value, { [name]: text });
  }
  const parameters: Record<string, string> = {};
  for (const [name, text] of given) {
    if (typeof text !== 'string' && typeof text !== 'number') {
      return { fault: `has a parameter ${name.slice(0, 64)} that is neither a text nor a number.` };
    }
    parameters[name] = String(text);
  }
  const fault = faultOf(value);
  if (fault !== undefined) return { fault };
  return { value: given.length > 0 ? { ...value, parameters } : value };
}

function faultOf({ to, recipient }: Recipient): string | undefined {
  if (to === undefined && recipient === undefined) return 'names nobody: give to or recipient.';
  const fault = (to !== undefined && phoneNumber(to)) || undefined;
  if (fault !== undefined) return `has a to that ${fault}`;
  const other = (recipient !== undefined && userId(recipient)) || undefined;
  return other && `has a recipient that ${other}`;
}
