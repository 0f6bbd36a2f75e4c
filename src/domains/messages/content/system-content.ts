import { Field, ID, ObjectType } from 'type-graphql';
import { isObject, type JsonObject, type JsonValue } from '../../../common/json';
import { openEnum } from '../../../planner/open-enum';
import { DateTimeScalar } from '../../graphql/scalars';
import { enumValue, OpenEnumField } from '../open-enum-field';
import { flag, make, text, time } from '../read';

const SystemMessageType = openEnum('SystemMessageType', 'What a system message tells of a customer.', {
  USER_CHANGED_NUMBER: 'Another phone number.',
  CUSTOMER_CHANGED_NUMBER: 'Another phone number, in the words of older API versions.',
  USER_CHANGED_USER_ID: 'Another business-scoped user id.',
  CUSTOMER_IDENTITY_CHANGED: 'Another encryption identity: a new phone, or WhatsApp installed anew.',
});

@ObjectType({ simpleResolvers: true, description: "A customer's encryption identity, after it changed." })
export class CustomerIdentity {
  @Field(() => Boolean, { nullable: true, description: 'Whether the business has acknowledged the change.' })
  acknowledged!: boolean | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it changed.' })
  createdAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Hash of the new identity, to send messages with.' })
  hash!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'WhatsApp tells of a change to the customer.' })
export class SystemContent {
  @OpenEnumField(SystemMessageType, 'type', 'What has changed.')
  systemType!: string | null;
  systemTypeRaw!: string | null;

  @Field(() => String, { description: 'The change as a sentence. May be empty.' })
  body!: string;

  @Field(() => ID, { nullable: true, description: 'The new WhatsApp id, after a change of number.' })
  waId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The new business-scoped user id.' })
  userId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The new parent user id.' })
  parentUserId!: string | null;

  @Field(() => CustomerIdentity, {
    nullable: true,
    description: 'The new identity, after a change of identity.',
  })
  identity!: CustomerIdentity | null;
}

export function systemContent(body: JsonObject, message: JsonObject): SystemContent {
  return make(SystemContent, {
    systemType: enumValue(SystemMessageType, body.type),
    systemTypeRaw: text(body.type),
    body: text(body.body) ?? '',
    waId: text(body.wa_id) ?? text(body.new_wa_id),
    userId: text(body.user_id),
    parentUserId: text(body.parent_user_id),
    identity: identityOf(message.identity ?? body.identity),
  });
}

function identityOf(identity: JsonValue | undefined): CustomerIdentity | null {
  if (!isObject(identity)) return null;
  return make(CustomerIdentity, {
    acknowledged: flag(identity.acknowledged),
    createdAt: time(identity.created_timestamp),
    hash: text(identity.hash),
  });
}
