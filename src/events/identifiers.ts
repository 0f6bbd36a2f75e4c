import { type JsonObject, type JsonValue, objectOf, objectsOf, textOf } from '../common/json';
import { addresseeOf, contactIdentifier, type NamedPerson, recipientOf, senderOf } from './people';
import { storedId } from './stored-id';
import type { NewEvent } from './types';

/** Lists of a group's change whose items are people. */
const PARTICIPANT_LISTS = ['added_participants', 'removed_participants', 'failed_participants'];

/** The people that the changes of a field name, in the value; former identifiers are persons of their own. */
const NAMED_IN: Record<string, ((value: JsonObject) => NamedPerson[]) | undefined> = {
  user_preferences: (value) => [...objectsOf(value.user_preferences), ...objectsOf(value.contacts)].map(now),
  user_id_update: (value) => [
    ...[...objectsOf(value.user_id_update), ...objectsOf(value.contacts)].map(now),
    ...objectsOf(value.user_id_update).map(before),
  ],
  group_lifecycle_update: membersOf,
  group_participants_update: membersOf,
  group_participant_update: membersOf,
  messaging_handovers: ({ sender }) => [
    { ...now(objectOf(sender)), waId: digitsOf(objectOf(sender).phone_number) },
  ],
  standby: ({ standby }) => {
    const { contacts, messages, message_echoes: echoes, statuses } = objectOf(standby);
    return [
      ...objectsOf(contacts).map(now),
      ...objectsOf(messages).map(senderOf),
      ...objectsOf(echoes).map(addresseeOf),
      ...objectsOf(statuses).map(recipientOf),
    ];
  },
};

/**
 * The people that a change names which is no single person's message, status or call: each as they are known now, and
 * once more by what they were known by before.
 */
export function peopleIn(field: string, value: JsonObject): NamedPerson[] {
  return Object.hasOwn(NAMED_IN, field) ? (NAMED_IN[field]?.(value) ?? []) : [];
}

/** Everything that an event can be found by as one of a contact's: old and new, of everybody it names. */
export function identifiersOf(event: NewEvent): string[] {
  const found = new Set<string>();
  add(found, event.person ?? {});
  for (const also of alsoNamed(event)) found.add(also);
  return [...found];
}

/** What an event can be found by beyond its `person`: none for nearly every event. */
export function alsoNamed({ kind, field, type, person, payload }: NewEvent): string[] {
  if (kind === 'status' || (kind === 'message' && type !== 'system')) return [];
  const people = kind === 'message' ? [movedTo(objectOf(payload.system))] : peopleIn(field, payload);
  const found = new Set<string>();
  for (const named of people) add(found, named);
  for (const known of [person?.userId, person?.parentUserId, person?.waId]) {
    if (known !== undefined) found.delete(known);
  }
  return [...found];
}

function add(found: Set<string>, { userId, parentUserId, waId }: NamedPerson): void {
  for (const identifier of [userId, parentUserId, waId]) if (identifier) found.add(storedId(identifier));
}

/** Who somebody with a new number or user id is from now on: the message itself is from who they were. */
function movedTo(system: JsonObject): NamedPerson {
  return { ...now(system), waId: textOf(system.wa_id) ?? textOf(system.new_wa_id) };
}

function membersOf({ groups }: JsonObject): NamedPerson[] {
  return objectsOf(groups).flatMap((group) => [
    now(group),
    ...PARTICIPANT_LISTS.flatMap((list) => objectsOf(group[list])).flatMap((member) => [
      now(member),
      // As the request named them: a number in any spelling, or a BSUID.
      { userId: digitsOf(member.input) },
    ]),
  ]);
}

function now(named: JsonObject): NamedPerson {
  return {
    userId: idOf(named.user_id, 'current'),
    parentUserId: idOf(named.parent_user_id, 'current'),
    waId: textOf(named.wa_id),
  };
}

function before(named: JsonObject): NamedPerson {
  return {
    userId: textOf(objectOf(named.user_id).previous),
    parentUserId: textOf(objectOf(named.parent_user_id).previous),
  };
}

/** An id, also where it is given with the one before. */
function idOf(value: JsonValue | undefined, which: 'current' | 'previous'): string | undefined {
  return textOf(value) ?? textOf(objectOf(value)[which]);
}

function digitsOf(value: JsonValue | undefined): string | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : contactIdentifier(text);
}
