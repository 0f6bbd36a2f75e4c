import { stringifyJson } from '../json';
import type { Value } from './payloads';

/** One change on its way to a receiver: what becomes an item of `entry[].changes`. */
export interface Change {
  readonly url: string;
  /** The id of the entry: the account's, seldom a portfolio's. */
  readonly entryId: string;
  /** Unix seconds; management fields carry it, messages do not. */
  readonly time?: number;
  readonly field: string;
  readonly value: Value;
  /** For the log. */
  readonly label: string;
}

interface Entry {
  id: string;
  time?: number;
  changes: { value: Value; field: string }[];
}

/** The arrays of a value that may hold several items; the rest of it must be the same to be joined. */
const ITEMS = ['contacts', 'messages', 'statuses'] as const;

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function phoneNumberOf({ metadata }: Value): string {
  return stringifyJson(metadata ?? null);
}

/** Values of the field `messages` as one, the way Meta batches the items of a phone number. */
function joined(values: readonly Value[]): Value {
  const [only, ...others] = values;
  if (only !== undefined && others.length === 0) return only;
  const all: Value = Object.assign({}, ...values);
  for (const key of ITEMS) {
    const items = values.flatMap((value) => listOf(value[key]));
    // A contact is named once however many items it has.
    const kept =
      key === 'contacts' ? [...new Map(items.map((item) => [stringifyJson(item), item])).values()] : items;
    if (kept.length > 0) all[key] = kept;
  }
  return all;
}

function joinable({ field, value }: Change): boolean {
  const known: readonly string[] = ['messaging_product', 'metadata', ...ITEMS];
  return field === 'messages' && Object.keys(value).every((key) => known.includes(key));
}

/** Whether two neighbours can share a value. */
function together(one: Change | undefined, other: Change): boolean {
  if (one === undefined || !joinable(one) || !joinable(other)) return false;
  return phoneNumberOf(one.value) === phoneNumberOf(other.value);
}

/** A webhook's body with all the changes, in their order: neighbours share an entry, and a value, where they can. */
export function envelope(changes: readonly Change[]): { object: string; entry: Entry[] } {
  const entries: { id: string; time: number | undefined; runs: Change[][] }[] = [];
  for (const change of changes) {
    const { entryId: id, time } = change;
    let entry = entries.at(-1);
    if (entry === undefined || entry.id !== id || entry.time !== time) {
      entry = { id, time, runs: [] };
      entries.push(entry);
    }
    const run = entry.runs.at(-1);
    if (run !== undefined && together(run[0], change)) run.push(change);
    else entry.runs.push([change]);
  }
  return {
    object: 'whatsapp_business_account',
    entry: entries.map(({ id, time, runs }) => ({
      id,
      ...(time === undefined ? {} : { time }),
      changes: runs.map((run) => ({
        value: joined(run.map(({ value }) => value)),
        field: run[0]?.field ?? '',
      })),
    })),
  };
}
