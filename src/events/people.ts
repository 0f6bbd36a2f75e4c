import { type JsonObject, type JsonValue, objectOf, textOf } from '../common/json';
import { storedId } from './stored-id';
import type { PersonRef } from './types';

/** Phone numbers compare by their digits: `+1 (650) 555-1234` is WhatsApp's `16505551234`. */
export function contactIdentifier(text: string): string {
  return /^\+?[\d\s().-]+$/.test(text) ? text.replace(/\D/g, '') : text;
}

/** Identifiers of a person as an item names them; a contact entry adds what the item leaves out. */
export interface NamedPerson {
  userId?: string | undefined;
  parentUserId?: string | undefined;
  waId?: string | undefined;
}

/**
 * The entry of `contacts` that belongs to the person: by BSUID, then by phone. A single entry belongs to the only item it
 * came with, unless it names somebody else; beside several, which may be about several people, nobody can tell.
 *
 * @param items how many items the entries came with
 */
export function matchContact(
  contacts: readonly JsonObject[],
  person: NamedPerson,
  items: number,
): JsonObject | undefined {
  const byUserId = contacts.find(
    (contact) => person.userId !== undefined && contact.user_id === person.userId,
  );
  if (byUserId) return byUserId;
  const byWaId = contacts.find(
    (contact) => person.waId !== undefined && textOf(contact.wa_id) === person.waId,
  );
  if (byWaId) return byWaId;
  const [only] = contacts;
  return only && items <= 1 && contacts.length === 1 && !contradicts(only, person) ? only : undefined;
}

function contradicts(contact: JsonObject, person: NamedPerson): boolean {
  const userId = textOf(contact.user_id);
  if (userId !== undefined && person.userId !== undefined) return userId !== person.userId;
  const waId = textOf(contact.wa_id);
  return (
    waId !== undefined && person.waId !== undefined && person.userId === undefined && waId !== person.waId
  );
}

/** The person, from the item first and the contact entry second. Undefined when neither names anybody. */
export function personRef(named: NamedPerson, contact: JsonObject | undefined): PersonRef | undefined {
  const profile = objectOf(contact?.profile);
  const userId = idOf(named.userId, contact?.user_id);
  const parentUserId = idOf(named.parentUserId, contact?.parent_user_id);
  const waId = idOf(named.waId, contact?.wa_id);
  const username = present(textOf(profile.username)) ?? present(textOf(contact?.username));
  const name = present(textOf(profile.name));
  if (!userId && !parentUserId && !waId && !username && !name) return undefined;
  const person: PersonRef = {};
  if (userId) person.userId = userId;
  if (parentUserId) person.parentUserId = parentUserId;
  if (waId) person.waId = waId;
  if (username) person.username = username;
  if (name) person.name = name;
  return person;
}

function idOf(named: string | undefined, inContact: JsonValue | undefined): string | undefined {
  const id = present(named) ?? present(textOf(inContact));
  return id === undefined ? undefined : storedId(id);
}

/** Meta leaves an identifier out or sends it empty when it may not be told. */
function present(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** Who a message is from. */
export function senderOf(message: JsonObject): NamedPerson {
  return {
    userId: textOf(message.from_user_id),
    parentUserId: textOf(message.from_parent_user_id),
    waId: textOf(message.from),
  };
}

/** Who an echo or a call of the business goes to. */
export function addresseeOf(item: JsonObject): NamedPerson {
  return {
    userId: textOf(item.to_user_id),
    parentUserId: textOf(item.to_parent_user_id),
    waId: textOf(item.to),
  };
}

/** Whom a status is about: of a group message the member. */
export function recipientOf(status: JsonObject): NamedPerson {
  const person = {
    userId: textOf(status.recipient_user_id),
    parentUserId: textOf(status.parent_recipient_user_id) ?? textOf(status.parent_user_id),
    waId: textOf(status.recipient_id),
  };
  if (!isGroupStatus(status)) return person;
  return {
    userId: textOf(status.recipient_participant_user_id) ?? person.userId,
    parentUserId: textOf(status.recipient_participant_parent_user_id) ?? person.parentUserId,
    waId: participantOf(status) ?? (person.waId === groupIdOf(status) ? undefined : person.waId),
  };
}

/** Whether a status is of a message to a group. Not every one says so by its type. */
export function isGroupStatus(status: JsonObject): boolean {
  return (
    textOf(status.recipient_type)?.toLowerCase() === 'group' ||
    textOf(status.group_id) !== undefined ||
    participantOf(status) !== undefined ||
    textOf(status.recipient_participant_user_id) !== undefined
  );
}

/** The group that the message of a status went to: the recipient, or, as Meta's OpenAPI file has it, beside the member. */
export function groupIdOf(status: JsonObject): string | undefined {
  return isGroupStatus(status) ? (textOf(status.group_id) ?? textOf(status.recipient_id)) : undefined;
}

/** Meta's samples have it both ways round. */
function participantOf(status: JsonObject): string | undefined {
  return textOf(status.recipient_participant_id) ?? textOf(status.participant_recipient_id);
}
