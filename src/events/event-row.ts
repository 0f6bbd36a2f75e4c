import { hash } from 'node:crypto';
import type { JsonObject } from '../common/json';
import type { SqlValue } from '../store/statements';
import { storedId } from './stored-id';
import type { EventKind, NewEvent, PersonRef, StoredEvent } from './types';

/** The id of the event with this dedupe key: the same after every redelivery, and from any replica. */
export function eventIdOf(dedupeKey: string): string {
  return `evt_${hash('sha256', dedupeKey, 'base64url').slice(0, 32)}`;
}

export const INSERT_EVENT = `INSERT INTO events (id, dedupe_key, kind, field, account_id, phone_number_id, user_id,
  parent_user_id, wa_id, message_id, type, occurred_at, received_at, person, size, context, payload, delivery_id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`;

/** The values of {@link INSERT_EVENT}. */
export function rowOf(event: NewEvent, receivedAt: number, deliveryId: string | null = null): SqlValue[] {
  const { person } = event;
  const context = JSON.stringify(event.context);
  const payload = JSON.stringify(event.payload);
  return [
    eventIdOf(event.dedupeKey),
    event.dedupeKey,
    event.kind,
    storedId(event.field),
    storedId(event.accountId),
    optional(event.phoneNumberId),
    person?.userId ?? null,
    person?.parentUserId ?? null,
    person?.waId ?? null,
    optional(event.messageId),
    optional(event.type),
    event.occurredAt?.getTime() ?? null,
    receivedAt,
    person ? JSON.stringify(person) : null,
    context.length + payload.length,
    context,
    payload,
    deliveryId,
  ];
}

function optional(id: string | undefined): string | null {
  return id === undefined ? null : storedId(id);
}

/** An event from a row of `EVENT_COLUMNS`. */
export function eventOf(row: readonly SqlValue[]): StoredEvent {
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
    ...rest
  ] = row;
  const [receivedAt, size, context, payload, deliveryId] = rest;
  return {
    seq: Number(seq),
    id: String(id),
    dedupeKey: String(dedupeKey),
    kind: kindOf(kind),
    field: String(field),
    accountId: String(accountId),
    ...(typeof phoneNumberId === 'string' ? { phoneNumberId } : {}),
    ...(typeof person === 'string' ? { person: personOf(person) } : {}),
    ...(typeof messageId === 'string' ? { messageId } : {}),
    ...(typeof type === 'string' ? { type } : {}),
    ...(typeof occurredAt === 'number' ? { occurredAt: new Date(occurredAt) } : {}),
    receivedAt: new Date(Number(receivedAt)),
    ...(typeof deliveryId === 'string' ? { deliveryId } : {}),
    size: Number(size),
    context: objectIn(context),
    payload: objectIn(payload),
  };
}

function kindOf(value: SqlValue | undefined): EventKind {
  return value === 'message' || value === 'status' ? value : 'change';
}

function personOf(json: string): PersonRef {
  return JSON.parse(json);
}

/** What we stringified holds no unsafe integers any more: the native parser does. */
function objectIn(json: SqlValue | undefined): JsonObject {
  return typeof json === 'string' ? JSON.parse(json) : {};
}
