import { hash } from 'node:crypto';
import { objectIn } from '../store/json-column';
import type { SqlValue } from '../store/statements';
import { storedId } from './stored-id';
import { dateOf } from './timestamp';
import type { EventKind, NewEvent, PersonRef, StoredEvent } from './types';

/** Digits of base 32 are in the order of what they count: seven of them last until the year 3058. */
const TIME_DIGITS = 7;
const LATEST = 32 ** TIME_DIGITS - 1;
/** Characters of six bits each. */
const HASH_LENGTH = 20;

/**
 * The id of an event: the same after every redelivery, and from any replica. It begins with the time that the item itself
 * states, so that what comes together lies together in the index of ids: were it the hash alone, each webhook would write
 * a page of its own. The time of its entry does not count, since a redelivery may come in another one.
 */
export function eventIdOf({ dedupeKey, payload }: Pick<NewEvent, 'dedupeKey' | 'payload'>): string {
  const stated = Math.floor((dateOf(payload.timestamp)?.getTime() ?? 0) / 1_000);
  const seconds = Math.min(Math.max(stated, 0), LATEST);
  const digest = hash('sha256', dedupeKey, 'base64url').slice(0, HASH_LENGTH);
  return `evt_${seconds.toString(32).padStart(TIME_DIGITS, '0')}${digest}`;
}

export const INSERT_EVENT = `INSERT INTO events (id, dedupe_key, kind, field, account_id, phone_number_id, person,
  message_id, type, occurred_at, received_at, size, context, payload, delivery_id, user_id, parent_user_id, wa_id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`;

/** The values of {@link INSERT_EVENT}: after the place, those of `EVENT_COLUMNS` first. */
export function rowOf(event: NewEvent, receivedAt: number, deliveryId: string | null = null): SqlValue[] {
  const { person } = event;
  const context = JSON.stringify(event.context);
  const payload = JSON.stringify(event.payload);
  return [
    eventIdOf(event),
    event.dedupeKey,
    event.kind,
    storedId(event.field),
    storedId(event.accountId),
    optional(event.phoneNumberId),
    person ? JSON.stringify(person) : null,
    optional(event.messageId),
    optional(event.type),
    event.occurredAt?.getTime() ?? null,
    receivedAt,
    context.length + payload.length,
    context,
    payload,
    deliveryId,
    person?.userId ?? null,
    person?.parentUserId ?? null,
    person?.waId ?? null,
  ];
}

function optional(id: string | undefined): string | null {
  return id === undefined ? null : storedId(id);
}

/** An event of a log from a row that begins with `EVENT_COLUMNS`. */
export function eventOf(row: readonly SqlValue[], log: string): StoredEvent {
  const [
    seq,
    id,
    dedupeKey,
    kind,
    field,
    accountId,
    phoneNumberId,
    person,
    messageId,
    type,
    occurredAt,
    receivedAt,
    size,
    context,
    payload,
    deliveryId,
  ] = row;
  const event: StoredEvent = {
    log,
    seq: Number(seq),
    id: String(id),
    dedupeKey: String(dedupeKey),
    kind: kindOf(kind),
    field: String(field),
    accountId: String(accountId),
    receivedAt: new Date(Number(receivedAt)),
    size: Number(size),
    context: objectIn(context),
    payload: objectIn(payload),
  };
  // One after the other, since spreading what may be absent costs several times as much, for every event that is read.
  if (typeof phoneNumberId === 'string') event.phoneNumberId = phoneNumberId;
  if (typeof person === 'string') event.person = personOf(person);
  if (typeof messageId === 'string') event.messageId = messageId;
  if (typeof type === 'string') event.type = type;
  if (typeof occurredAt === 'number') event.occurredAt = new Date(occurredAt);
  if (typeof deliveryId === 'string') event.deliveryId = deliveryId;
  return event;
}

function kindOf(value: SqlValue | undefined): EventKind {
  return value === 'message' || value === 'status' ? value : 'change';
}

function personOf(json: string): PersonRef {
  return JSON.parse(json);
}
