import type { Dialect } from '../store/dialect';
import type { SqlValue } from '../store/statements';
import { contactStoredAs } from './filter';
import { storedId } from './stored-id';
import type { EventFilter } from './types';

export interface LogQuery {
  sql: string;
  parameters: SqlValue[];
}

/** Columns of {@link pageQuery}'s rows, in order. */
export const EVENT_COLUMNS =
  'seq, id, dedupe_key, kind, field, account_id, phone_number_id, person, message_id, type, occurred_at, received_at, size, context, payload, delivery_id';

/** A column that the log can be read by. */
interface IndexedColumn {
  index: string;
  /** Values that nearly every event has: the index leaves them out, so that they can't lead. */
  common?: string[];
  /** The index's own WHERE, which a query has to repeat to be allowed to use it. */
  condition?: string;
}

const COLUMNS: Record<string, IndexedColumn> = {
  account_id: { index: 'events_by_account' },
  phone_number_id: { index: 'events_by_phone_number' },
  user_id: { index: 'events_by_user' },
  parent_user_id: { index: 'events_by_parent_user' },
  wa_id: { index: 'events_by_wa_id' },
  message_id: { index: 'events_by_message' },
  type: {
    index: 'events_by_type',
    common: ['sent', 'delivered', 'read'],
    condition: "type NOT IN ('sent', 'delivered', 'read')",
  },
  field: { index: 'events_by_field', common: ['messages'], condition: "field <> 'messages'" },
  kind: { index: 'events_by_kind', common: ['status'], condition: "kind <> 'status'" },
};
const CONTACT_COLUMNS = ['user_id', 'parent_user_id', 'wa_id'];

/** The events that name somebody beside the person they are about. */
const OTHERS_NAMED_BY = 'SELECT event_id FROM event_people WHERE';

/** More ranges than this in one statement cost more to plan and merge than they save. */
const MAX_RANGES = 64;

interface Dimension {
  /** An event matches when one of these columns has one of the values. */
  columns: string[];
  values: string[];
  /** Whether an event also matches when it names one of the values elsewhere. */
  alsoNamed?: boolean;
}

/** Which way the log is read: the events after a place in order, or those before it, the newest first. */
export type Way = 'on' | 'back';

const BEYOND: Record<Way, string> = { on: 'seq > ?', back: 'seq < ?' };
const ORDER: Record<Way, string> = { on: 'seq', back: 'seq DESC' };

/**
 * The page of events beyond `place`: at most `limit`, and no more than one event over `maxSize` characters. One dimension
 * of the filter is read as ranges of its index, each from the cursor on and each stopping at `limit`; the others are
 * tested on what that yields.
 */
export function pageQuery(
  dialect: Dialect,
  place: number,
  limit: number,
  maxSize: number,
  filter: EventFilter | undefined,
  way: Way = 'on',
): LogQuery | undefined {
  const dimensions = dimensionsOf(filter);
  if (dimensions.some(({ values }) => values.length === 0)) return undefined;
  const candidates = candidatesQuery(dialect, dimensions, place, limit, way);
  return {
    // The sizes are read first, without the payloads: a page of history events may be a gigabyte.
    sql: `WITH candidate AS (${candidates.sql}),
      measured AS (SELECT seq, sum(size) OVER (ORDER BY ${ORDER[way]} ROWS UNBOUNDED PRECEDING) - size AS before FROM candidate)
      SELECT ${EVENT_COLUMNS} FROM events WHERE seq IN (SELECT seq FROM measured WHERE before < ?) ORDER BY ${ORDER[way]}`,
    parameters: [...candidates.parameters, maxSize],
  };
}

function candidatesQuery(
  dialect: Dialect,
  dimensions: Dimension[],
  place: number,
  limit: number,
  way: Way,
): LogQuery {
  const lead = dimensions.find(canLead);
  const tests = dimensions
    .filter((dimension) => dimension !== lead)
    .map((dimension) => testOf(dialect, dimension));
  const where = [BEYOND[way], ...tests.map(({ sql }) => sql)].join(' AND ');
  const testParameters = tests.flatMap(({ parameters }) => parameters);
  if (!lead) {
    return {
      sql: `SELECT seq, size FROM events WHERE ${where} ORDER BY ${ORDER[way]} LIMIT ?`,
      parameters: [place, ...testParameters, limit],
    };
  }
  const ranges = lead.columns.flatMap((column) => {
    const { index = '', condition = 'TRUE' } = COLUMNS[column] ?? {};
    const range = dialect.range('events', column, index);
    return lead.values.map(
      (value): LogQuery => ({
        sql: `SELECT * FROM (SELECT seq, size FROM ${range.from}
              WHERE ${range.where} AND ${condition} AND ${where} ORDER BY ${way === 'on' ? range.order : range.newestFirst} LIMIT ?) AS part`,
        parameters: [value, place, ...testParameters, limit],
      }),
    );
  });
  if (lead.alsoNamed) {
    for (const value of lead.values) {
      ranges.push({
        sql: `SELECT * FROM (SELECT seq, size FROM events WHERE id IN (${OTHERS_NAMED_BY} identifier = ?) AND ${where} ORDER BY ${ORDER[way]} LIMIT ?) AS part`,
        parameters: [value, place, ...testParameters, limit],
      });
    }
  }
  return {
    // UNION, not UNION ALL: one event may name a contact by two identifiers.
    sql: `SELECT seq, size FROM (${ranges.map(({ sql }) => sql).join(' UNION ')}) AS found ORDER BY ${ORDER[way]} LIMIT ?`,
    parameters: [...ranges.flatMap(({ parameters }) => parameters), limit],
  };
}

function canLead({ columns, values }: Dimension): boolean {
  if (columns.length * values.length > MAX_RANGES) return false;
  return columns.every((column) => !values.some((value) => COLUMNS[column]?.common?.includes(value)));
}

/** Likely most selective first: the first one that has an index for its values leads. */
function dimensionsOf(filter: EventFilter = {}): Dimension[] {
  const found: Dimension[] = [];
  const add = (values: readonly string[] | undefined, ...columns: string[]) => {
    if (values) found.push({ columns, values: [...new Set(values.map(storedId))] });
  };
  add(filter.messageIds, 'message_id');
  if (filter.contacts) {
    const values = [...new Set(filter.contacts.map(contactStoredAs))];
    found.push({ columns: CONTACT_COLUMNS, values, alsoNamed: true });
  }
  add(filter.fields, 'field');
  add(filter.phoneNumberIds, 'phone_number_id');
  add(filter.types, 'type');
  add(filter.accountIds, 'account_id');
  add(filter.kinds, 'kind');
  return found;
}

/** The values travel as one JSON list, so that the statement's text, and its place in the cache, is the same for any number. */
function testOf(dialect: Dialect, { columns, values, alsoNamed }: Dimension): LogQuery {
  const list = JSON.stringify(values);
  const tests = columns.map((column) => dialect.isOneOfTexts(dialect.unindexed(column)));
  if (alsoNamed) tests.push(`id IN (${OTHERS_NAMED_BY} ${dialect.isOneOfTexts('identifier')})`);
  return { sql: `(${tests.join(' OR ')})`, parameters: tests.map(() => list) };
}
