import { isObject, type JsonObject, type JsonValue, objectOf, objectsOf, textOf } from '../common/json';
import { keyOfChange, keyOfItem } from './dedupe-key';
import type { Change } from './envelope';
import { peopleIn } from './identifiers';
import { DESCRIPTIVE, type ItemList, idOf, isItem, itemListsOf } from './item-lists';
import { matchContact, personRef } from './people';
import { dateOf } from './timestamp';
import type { NewEvent } from './types';

/** Characters that the events of one change may repeat of what stood around them. */
const MAX_REPEATED = 4 * 1024 * 1024;

/** What a change's value says beside its items. */
type Entries = [key: string, value: JsonValue | undefined][];

/**
 * The events of a change that came at this time, in their order. Nothing is dropped: what has no item's shape stays a
 * change, raw.
 */
export function splitChange(change: Change, receivedAt: number): NewEvent[] {
  const found: { list: ItemList; item: JsonObject }[] = [];
  const odd = new Map<string, JsonValue[]>();
  for (const list of itemListsOf(change.field)) {
    const items = change.value[list.key];
    if (!Array.isArray(items)) continue;
    const others: JsonValue[] = [];
    for (const item of items) {
      if (isObject(item) && isItem(list, item)) found.push({ list, item });
      else others.push(item);
    }
    odd.set(list.key, others);
  }
  if (found.length === 0) return [wholeChange(change, change.value, receivedAt)];
  const rest: Entries = [];
  for (const key in change.value) {
    const left = odd.get(key);
    if (left === undefined) rest.push([key, change.value[key]]);
    else if (left.length > 0) rest.push([key, left]);
  }
  const events = itemEvents(change, found, rest);
  const hasMessage = found.some(({ list }) => list.kind === 'message');
  return rest.some((entry) => isFurther(change.field, entry, hasMessage))
    ? [...events, wholeChange(change, Object.fromEntries(rest), receivedAt)]
    : events;
}

/**
 * `errors` or `user_actions` beside messages, odd items, what Meta may add: no item's event shows it. Errors beside calls
 * are shown by theirs, and what a conversation was about by its messages.
 */
function isFurther(field: string, [key, value]: Entries[number], hasMessage: boolean): boolean {
  if (DESCRIPTIVE.has(key) || (field === 'calls' && key === 'errors')) return false;
  if (key === 'conversation_context' && hasMessage && isObject(value)) return false;
  if (value === undefined || value === null) return false;
  return !Array.isArray(value) || value.length > 0;
}

/** Lists stay with the change, but `errors`, which items show too. */
function isAround([key, value]: Entries[number]): boolean {
  return !Array.isArray(value) || key === 'errors';
}

function itemEvents(
  change: Change,
  found: { list: ItemList; item: JsonObject }[],
  rest: Entries,
): NewEvent[] {
  const around: JsonObject = Object.fromEntries(rest.filter(isAround));
  if (hasBeside(change)) around.beside = change.beside;
  const { contacts } = change.value;
  const listed = Array.isArray(contacts) ? contacts : [];
  const repeated = repeatable(around, found.length);
  const people = listed.filter(isObject);
  const unclaimed = new Set<JsonValue>(listed);
  const events = found.map(({ list, item }, index): NewEvent => {
    const named = list.person(item);
    const contact = matchContact(people, named, found.length);
    const context = found.length === 1 ? around : { ...(index === 0 ? around : repeated) };
    if (contact) {
      unclaimed.delete(contact);
      context.contacts = [contact];
    }
    return itemEvent(change, list, item, context, personRef(named, contact));
  });
  const [first] = events;
  if (first && unclaimed.size > 0) {
    const matching = Array.isArray(first.context.contacts) ? first.context.contacts : [];
    first.context.contacts = [...matching, ...unclaimed];
  }
  return events;
}

/**
 * What each event repeats of what stood around its item: all of it, but where so many copies were much more than the
 * webhook itself. Then the first event alone has it.
 */
function repeatable(around: JsonObject, copies: number): JsonObject {
  const fits = (part: JsonObject) => JSON.stringify(part).length * copies <= MAX_REPEATED;
  if (copies === 1 || fits(around)) return around;
  const { metadata } = around;
  return metadata !== undefined && fits({ metadata }) ? { metadata } : {};
}

function itemEvent(
  change: Change,
  list: ItemList,
  item: JsonObject,
  context: JsonObject,
  person: NewEvent['person'],
): NewEvent {
  const phoneNumberId = phoneNumberOf(change.value);
  const messageId = list.isMessage ? idOf(item) : undefined;
  const type = list.type(item);
  const occurredAt = dateOf(item.timestamp) ?? dateOf(change.entryTime);
  const event: NewEvent = {
    dedupeKey: keyOfItem(change, list, item, phoneNumberId ?? change.entryId),
    kind: list.kind,
    field: change.field,
    accountId: change.entryId,
    payload: item,
    context,
  };
  if (phoneNumberId !== undefined) event.phoneNumberId = phoneNumberId;
  if (person) event.person = person;
  if (messageId !== undefined) event.messageId = messageId;
  if (type !== undefined) event.type = type;
  if (occurredAt) event.occurredAt = occurredAt;
  return event;
}

function wholeChange(change: Change, payload: JsonObject, receivedAt: number): NewEvent {
  const phoneNumberId = phoneNumberOf(payload);
  const occurredAt = dateOf(change.entryTime) ?? dateOf(payload.timestamp);
  const person = firstPersonOf(change.field, payload);
  return {
    dedupeKey: keyOfChange(change, payload, receivedAt),
    kind: 'change',
    field: change.field,
    accountId: accountOf(change),
    ...(phoneNumberId !== undefined ? { phoneNumberId } : {}),
    ...(person ? { person } : {}),
    ...(occurredAt ? { occurredAt } : {}),
    payload,
    context: hasBeside(change) ? { beside: change.beside } : {},
  };
}

/** The first person that a change names, with their entry of `contacts`; `identifiersOf` has the others. */
function firstPersonOf(field: string, payload: JsonObject): NewEvent['person'] {
  const named = peopleIn(field, payload).find(({ userId, waId }) => userId || waId);
  const items = objectsOf(payload[field]).length;
  return named && personRef(named, matchContact(objectsOf(payload.contacts), named, items));
}

/** Whether anything stood around the value. */
function hasBeside({ beside }: Change): boolean {
  for (const _key in beside) return true;
  return false;
}

/** Partner events come under the partner's own id; the account they are about is in the value. */
function accountOf({ field, entryId, value }: Change): string {
  const named = field === 'account_update' ? textOf(objectOf(value.waba_info).waba_id) : undefined;
  return named ?? entryId;
}

function phoneNumberOf(value: JsonObject): string | undefined {
  return (
    textOf(objectOf(value.metadata).phone_number_id) ??
    textOf(objectOf(value.phone_number_settings).phone_number_id) ??
    textOf(objectOf(value.recipient).phone_number_id) ??
    (value.entity_type === 'PHONE_NUMBER' ? textOf(value.entity_id) : undefined)
  );
}
