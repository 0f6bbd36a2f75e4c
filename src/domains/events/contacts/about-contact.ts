import { Field, ObjectType } from 'type-graphql';
import { type JsonObject, type JsonValue, objectOf, objectsOf, textOf } from '../../../common/json';
import { matchContact, type NamedPerson, personRef } from '../../../events/people';
import type { StoredEvent } from '../../../events/types';
import { readObjects } from '../../../planner/readers';
import { Contact, contactOf } from '../../contacts/contact';
import { ReadElsewhere } from '../payload';
import { readPayload } from '../payload/read-payload';

@ObjectType({ simpleResolvers: true, description: 'Something about a person.' })
export abstract class AboutContact {
  @ReadElsewhere('wa_id', 'user_id', 'parent_user_id', 'username', 'input')
  @Field(() => Contact, { nullable: true, description: 'The person. Null when Meta names nobody.' })
  contact!: Contact | null;
}

/** Reads a list of things about people, each with the entry of `contacts` that belongs to the person. */
export function aboutContacts<T extends AboutContact>(
  type: new () => T,
  { payload }: StoredEvent,
  key: string,
): T[] {
  const contacts = objectsOf(payload.contacts);
  const items = readObjects(payload[key] ?? null);
  return items.map((item) => {
    const person = personOf(item);
    const contact = contactOf(personRef(person, matchContact(contacts, person, items.length) ?? item));
    return Object.assign(readPayload(type, item), { contact });
  });
}

function personOf(item: JsonObject): NamedPerson {
  return {
    userId: idOf(item.user_id),
    parentUserId: idOf(item.parent_user_id),
    waId: textOf(item.wa_id),
  };
}

/** An id, also where it is given with the one before. */
function idOf(value: JsonValue | undefined): string | undefined {
  return textOf(value) ?? textOf(objectOf(value).current);
}
