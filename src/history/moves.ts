import { type JsonObject, objectOf, objectsOf, textOf } from '../common/json';
import { matchContact, type NamedPerson, personRef, senderOf } from '../events/people';
import { dateOf } from '../events/timestamp';
import type { PersonRef, StoredEvent } from '../events/types';
import { timeOf } from './time-of';

/** Somebody has other ids: another BSUID, or another phone, which brings another BSUID too. */
export interface Move {
  before: NamedPerson;
  after: PersonRef;
  at: number;
}

const NUMBER_CHANGES = new Set(['user_changed_number', 'customer_changed_number']);
const USER_ID_CHANGE = 'user_changed_user_id';

/** The moves that an event tells of; none for nearly every event. */
export function movesIn(event: StoredEvent): Move[] {
  if (event.kind === 'message') return event.type === 'system' ? movesOfSystemMessage(event) : [];
  return event.field === 'user_id_update' ? movesOfUpdate(event) : [];
}

/** A system message is from who the person was. */
function movesOfSystemMessage(event: StoredEvent): Move[] {
  const system = objectOf(event.payload.system);
  const type = textOf(system.type);
  const isNewNumber = type !== undefined && NUMBER_CHANGES.has(type);
  if (!isNewNumber && type !== USER_ID_CHANGE) return [];
  const { userId, parentUserId, waId } = senderOf(event.payload);
  return move(
    // Whoever only has another BSUID still has their number.
    { userId, parentUserId, waId: isNewNumber ? waId : undefined },
    {
      userId: textOf(system.user_id),
      parentUserId: textOf(system.parent_user_id),
      waId: isNewNumber ? (textOf(system.wa_id) ?? textOf(system.new_wa_id)) : undefined,
    },
    undefined,
    timeOf(event),
  );
}

function movesOfUpdate(event: StoredEvent): Move[] {
  const contacts = objectsOf(event.payload.contacts);
  const updates = objectsOf(event.payload.user_id_update);
  return updates.flatMap((update) => {
    const [userId, parentUserId] = [objectOf(update.user_id), objectOf(update.parent_user_id)];
    const before = { userId: textOf(userId.previous), parentUserId: textOf(parentUserId.previous) };
    const after = {
      userId: textOf(userId.current),
      parentUserId: textOf(parentUserId.current),
      waId: textOf(update.wa_id),
    };
    const at = dateOf(update.timestamp)?.getTime() ?? timeOf(event);
    return move(before, after, matchContact(contacts, after, updates.length), at);
  });
}

/** Nothing when it doesn't say who it was, or who it is. */
function move(before: NamedPerson, after: NamedPerson, contact: JsonObject | undefined, at: number): Move[] {
  const [known, found] = [personRef(before, undefined), personRef(after, contact)];
  return known && found ? [{ before: known, after: found, at }] : [];
}
