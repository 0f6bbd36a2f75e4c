import { Field, ObjectType } from 'type-graphql';
import { isObject, type JsonObject } from '../../../common/json';
import { make, text } from '../read';
import { SharedContact, sharedContactOf } from './shared-contact';

@ObjectType({ simpleResolvers: true, description: 'Contact cards.' })
export class ContactsContent {
  @Field(() => [SharedContact], { description: 'The cards.' })
  contacts!: SharedContact[];

  @Field(() => String, {
    nullable: true,
    description:
      'Why the cards were sent: `contact_request` when the customer answered a request for their contact information, `other` otherwise. Inbound only.',
  })
  origin!: string | null;
}

export function contactsContent(message: JsonObject): ContactsContent | undefined {
  const cards = message.contacts;
  if (!Array.isArray(cards) || !cards.every(isObject)) return undefined;
  return make(ContactsContent, { contacts: cards.map(sharedContactOf), origin: text(message.origin) });
}
