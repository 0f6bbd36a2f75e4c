import { hash } from 'node:crypto';
import { type JsonObject, type JsonValue, objectOf, textOf } from '../common/json';
import type { Change } from './envelope';
import { DESCRIPTIVE, type ItemList } from './item-lists';
import { recipientOf } from './people';
import { dateOf } from './timestamp';

const DAY_MS = 86_400_000;

/** The key of a change that is one event, which came at this time. */
export function keyOfChange(change: Change, payload: JsonObject, receivedAt: number): string {
  const key = contentKey(change, payload);
  return isTimeless(change, payload) ? `${key}|${Math.floor(receivedAt / DAY_MS)}` : key;
}

/** The id of a message event names it; statuses of one message differ by what happened, when, and to whom. */
export function keyOfItem(change: Change, list: ItemList, item: JsonObject, owner: string): string {
  const id = textOf(item.id) ?? '';
  if (list.kind === 'message') return `message|${change.field}|${owner}|${id}`;
  // An item with a time of its own may be delivered again in another entry, with another entry time.
  if (list.kind !== 'status') return contentKey(change, item, dateOf(item.timestamp) ? null : undefined);
  const { userId, waId } = recipientOf(item);
  const about = userId ?? waId ?? textOf(item.recipient_id) ?? '';
  const key = `status|${owner}|${id}|${textOf(item.status) ?? ''}|${textOf(item.timestamp) ?? ''}|${about}`;
  if (item.type !== 'payment') return key;
  const { id: transactionId, status } = objectOf(objectOf(item.payment).transaction);
  return `${key}|${textOf(transactionId) ?? ''}|${textOf(status) ?? ''}`;
}

/**
 * Errors that belong to no item: neither they nor their entry have a time. The same error on another day is another
 * event; within one day it counts as a redelivery.
 */
function isTimeless({ entryTime }: Change, payload: JsonObject): boolean {
  return (
    entryTime === undefined &&
    payload.errors !== undefined &&
    Object.keys(payload).every((key) => key === 'errors' || DESCRIPTIVE.has(key))
  );
}

/** The key of an event without an id: the same account, time and content are the same event. */
function contentKey(
  { entryId, entryTime, field }: Change,
  content: JsonObject,
  time: number | null = entryTime ?? null,
): string {
  const about: JsonValue = [entryId, time, field, content];
  return `change|${hash('sha256', JSON.stringify(about), 'base64url')}`;
}
