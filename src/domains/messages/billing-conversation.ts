import { Field, ID, ObjectType } from 'type-graphql';
import { isObject, type JsonValue, objectOf } from '../../common/json';
import { DateTimeScalar } from '../graphql/scalars';
import { make, text, time } from './read';

@ObjectType({
  simpleResolvers: true,
  description:
    "The `conversation` of a status: what Meta once charged for. Not the chat's history, which is `Conversation`. From " +
    'v24.0 on it comes only with a free entry point; before, it is another one for each message.',
})
export class BillingConversation {
  @Field(() => ID, { nullable: true, description: "Meta's id of it." })
  id!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it ends; Meta says so with the status `SENT` only.',
  })
  expirationTimestamp!: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      "What opened it (Meta's `origin.type`): `marketing`, `utility`, `authentication`, `service`, `referral_conversion`, …",
  })
  origin!: string | null;
}

/** Reads the `conversation` of a status. */
export function billingConversationOf(conversation: JsonValue | undefined): BillingConversation | null {
  if (!isObject(conversation)) return null;
  return make(BillingConversation, {
    id: text(conversation.id),
    expirationTimestamp: time(conversation.expiration_timestamp),
    origin: text(objectOf(conversation.origin).type),
  });
}
