import { isObject, type JsonObject, type JsonValue, objectOf, parseJson, textOf } from '../common/json';
import { isTooDeep } from '../common/nesting';

/** One change of a webhook: an `entry` and one of its `changes`, with the oddities of Meta's samples straightened. */
export interface Change {
  field: string;
  /** `entry.id` as text; empty when the body names none. */
  entryId: string;
  /** `entry.time` in unix seconds, where the field has it. */
  entryTime?: number;
  value: JsonObject;
  /** Keys beside `id`, `time` and `changes`, and beside `field` and `value`: kept, though nothing is known of them. */
  beside: JsonObject;
}

export type Envelope =
  | { kind: 'changes'; changes: Change[] }
  /** Not UTF-8, or not JSON. */
  | { kind: 'malformed'; message: string }
  /** JSON, but not about a WhatsApp business account. */
  | { kind: 'foreign'; message: string };

const OBJECT = 'whatsapp_business_account';
/** Deeper values overflow the stack of whoever serialises them; Meta's own go to about ten. */
const MAX_DEPTH = 100;
/** Meta sends at most 1,000 updates at a time. Very many more would hold up what everybody else sends. */
const MAX_ITEMS = 10_000;
/** Lists of a value whose items are events, or are looked through for each of them. */
const ITEM_LISTS = ['messages', 'statuses', 'message_echoes', 'calls', 'contacts', 'errors'];

/** Keeps nothing from one body to the next. */
const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** Reads the raw body of a webhook. Never throws. */
export function parseEnvelope(rawBody: Uint8Array): Envelope {
  let text: string;
  try {
    text = UTF_8.decode(rawBody);
  } catch {
    return { kind: 'malformed', message: 'The body is not UTF-8.' };
  }
  const body = parsed(text);
  if (body === undefined) return { kind: 'malformed', message: 'The body is not JSON.' };
  if (!isObject(body) || !isWhatsApp(body)) {
    return { kind: 'foreign', message: `The body's "object" is not "${OBJECT}".` };
  }
  if (isTooDeep(body, MAX_DEPTH)) return { kind: 'changes', changes: [unreadable(body, text)] };
  const changes = changesOf(body);
  return { kind: 'changes', changes: itemsIn(changes) > MAX_ITEMS ? [unreadable(body, text)] : changes };
}

function itemsIn(changes: readonly Change[]): number {
  let count = changes.length;
  for (const { value } of changes) for (const key of ITEM_LISTS) count += listOf(value[key]).length;
  return count;
}

function parsed(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
  }
  // Nested so deeply that the parser for big integers ran out of stack; the native one needs none.
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Some of Meta's samples have `object` in the entry or the value, and one has no envelope around the value at all. */
function isWhatsApp(body: JsonObject): boolean {
  if (body.object !== undefined) return body.object === OBJECT;
  if (isBareValue(body)) return true;
  return listOf(body.entry).some((item) => {
    const entry = objectOf(item);
    return entry.object === OBJECT || listOf(entry.changes).some((change) => namesObject(objectOf(change)));
  });
}

function namesObject(change: JsonObject): boolean {
  return change.object === OBJECT || objectOf(change.value).object === OBJECT;
}

function isBareValue(body: JsonObject): boolean {
  return body.entry === undefined && body.messaging_product === 'whatsapp';
}

function changesOf(body: JsonObject): Change[] {
  if (isBareValue(body)) return [{ field: guessField(body), entryId: '', value: body, beside: {} }];
  const changes = listOf(body.entry).flatMap((item) => {
    const entry = objectFor(item);
    const beside = without(entry, ENTRY_KEYS);
    const entryId = textOf(entry.id) ?? '';
    const seconds = Number(textOf(entry.time) ?? Number.NaN);
    const shared: Shared = Number.isFinite(seconds) ? { entryId, entryTime: seconds } : { entryId };
    const items = listOf(entry.changes);
    // An entry of an unknown shape is kept whole. One with `changes: []` and nothing else says nothing.
    if (items.length === 0) return isEmpty(beside) ? [] : [wholeOf(beside, shared)];
    return items.map((change, index) => changeOf(objectFor(change), beside, index === 0, shared));
  });
  if (changes.length > 0) return changes;
  const besideEntries = without(body, BODY_KEYS);
  return isEmpty(besideEntries) ? changes : [wholeOf(besideEntries, { entryId: '' })];
}

type Shared = Pick<Change, 'entryId' | 'entryTime'>;

const BODY_KEYS = new Set(['object', 'entry']);
const ENTRY_KEYS = new Set(['id', 'time', 'changes']);
const CHANGE_KEYS = new Set(['field', 'value']);

/** What an object has beyond these keys: nothing, in nearly every webhook. */
function without(object: JsonObject, keys: ReadonlySet<string>): JsonObject {
  for (const key in object) {
    if (!keys.has(key)) return Object.fromEntries(Object.entries(object).filter(([name]) => !keys.has(name)));
  }
  return {};
}

function isEmpty(object: JsonObject): boolean {
  for (const _key in object) return false;
  return true;
}

function wholeOf(value: JsonObject, shared: Shared): Change {
  return { ...shared, field: textOf(value.field) ?? 'unknown', value, beside: {} };
}

/** What stands beside the changes of an entry is kept once, with the first of them. */
function changeOf(change: JsonObject, besideEntry: JsonObject, isFirst: boolean, shared: Shared): Change {
  const beside = without(change, CHANGE_KEYS);
  const value = change.value === undefined ? beside : objectFor(change.value);
  const field = textOf(change.field) ?? textOf(value.field) ?? textOf(besideEntry.field) ?? guessField(value);
  const besideChange = change.value === undefined ? {} : beside;
  const kept = isFirst && !isEmpty(besideEntry) ? { ...besideEntry, ...besideChange } : besideChange;
  const { entryId, entryTime } = shared;
  // Written out: every webhook passes here, and spreading costs several times as much.
  if (entryTime === undefined) return { field, entryId, value, beside: kept };
  return { field, entryId, entryTime, value, beside: kept };
}

/** Meta calls most of the lists in a value by the name of their field. */
function guessField(value: JsonObject): string {
  if (value.messages !== undefined || value.statuses !== undefined) return 'messages';
  const named = ['history', 'message_echoes', 'state_sync', 'calls', 'user_preferences', 'user_id_update'];
  const found = named.find((name) => value[name] !== undefined);
  return found === 'state_sync' ? 'smb_app_state_sync' : (found ?? 'unknown');
}

function unreadable(body: JsonObject, text: string): Change {
  const entryId = textOf(objectOf(listOf(body.entry)[0]).id) ?? '';
  return { field: 'unknown', entryId, value: { raw: text }, beside: {} };
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

function objectFor(value: JsonValue): JsonObject {
  return isObject(value) ? value : { value };
}
