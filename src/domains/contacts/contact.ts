import { Field, ID, ObjectType } from 'type-graphql';
import type { PersonRef } from '../../events/types';

@ObjectType({
  simpleResolvers: true,
  description:
    'A person on WhatsApp, as far as the business knows them. Since 2026 people may be without a phone number: ' +
    'business-scoped user id, username and phone are each optional.',
})
export class Contact {
  @Field(() => ID, {
    description:
      "What to know the person by: the business-scoped user id, else the phone number's digits. `contact(id:)` takes either, " +
      'also after a person known by phone has become known by user id.',
  })
  id!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "Business-scoped user id (BSUID, Meta's `user_id`), such as `US.13491208655302741918`: the same for all numbers of a business portfolio. Another one after the person has changed number.",
  })
  userId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "Parent BSUID (Meta's `parent_user_id`), shared by a family of portfolios: `US.ENT.…`.",
  })
  parentUserId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "WhatsApp id (Meta's `wa_id`): the phone number's digits. Absent when the person has a username and has not been in touch lately.",
  })
  waId!: string | null;

  @Field(() => String, { nullable: true, description: 'The phone number in E.164, such as `+16505551234`.' })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'The username, where the person has adopted one.' })
  username!: string | null;

  @Field(() => String, { nullable: true, description: "The name in the person's WhatsApp profile." })
  name!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Hash of the person's encryption identity; only in events, and only where the number checks identities.",
  })
  identityKeyHash!: string | null;
}

/** What may be known of a person beyond who they are. */
interface ContactExtras {
  /** The history's own key, for someone without any identifier of Meta's. */
  key?: string;
  identityKeyHash?: string | null;
}

const PHONE_DIGITS = /^\d{5,15}$/;

/** The person as a contact; null when there is nothing to know them by. */
export function contactOf(person: PersonRef | undefined, extras: ContactExtras = {}): Contact | null {
  if (!person) return null;
  const { userId, waId, parentUserId, username, name } = person;
  const id = userId ?? waId ?? parentUserId ?? extras.key;
  if (id === undefined) return null;
  return {
    id,
    userId: userId ?? null,
    parentUserId: parentUserId ?? null,
    waId: waId ?? null,
    phone: waId !== undefined && PHONE_DIGITS.test(waId) ? `+${waId}` : null,
    username: username ?? null,
    name: name ?? null,
    identityKeyHash: extras.identityKeyHash ?? null,
  };
}
