import { Field, ID, Int, ObjectType } from 'type-graphql';
import { MetaField, MetaStruct } from '../../planner/declare';
import { MetaEnumField, openEnum } from '../../planner/open-enum';
import { readInteger, readObjects, readTexts } from '../../planner/readers';

export const MessagingAvailability = openEnum(
  'MessagingAvailability',
  "Whether messages can be sent (Meta's `can_send_message`).",
  {
    AVAILABLE: 'Nothing stands in the way.',
    LIMITED: 'Messages can be sent, but less than could be: the `errors` say why.',
    BLOCKED: 'No messages can be sent: the `errors` say why.',
  },
);

export const HealthEntityType = openEnum(
  'HealthEntityType',
  'What kind of thing takes part in sending a message.',
  {
    PHONE_NUMBER: 'The business phone number.',
    WABA: 'The WhatsApp Business account.',
    BUSINESS: 'The business portfolio that owns the account.',
    APP: 'The Meta app whose token was used.',
    MESSAGE_TEMPLATE: 'The message template.',
    FLOW: 'The Flow.',
  },
);

@ObjectType({ simpleResolvers: true, description: 'Why an entity cannot send, or cannot send all it could.' })
@MetaStruct()
export class HealthError {
  @Field(() => Int, {
    nullable: true,
    description: "Meta's number of the problem, such as 141006 (payment method) or 141010 (not verified).",
  })
  @MetaField('error_code', { read: readInteger })
  errorCode!: number | null;

  @Field(() => String, { nullable: true, description: 'What is wrong, in English.' })
  @MetaField('error_description')
  errorDescription!: string | null;

  @Field(() => String, { nullable: true, description: 'What to do about it, in English.' })
  @MetaField('possible_solution')
  possibleSolution!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'One of the things that take part in sending a message, and whether it lets messages through.',
})
@MetaStruct()
export class HealthEntity {
  @MetaEnumField(HealthEntityType, 'entity_type', 'What kind of thing it is.')
  entityType!: string | null;

  @Field(() => ID, { nullable: true, description: "The entity's id." })
  @MetaField('id')
  id!: string | null;

  @MetaEnumField(MessagingAvailability, 'can_send_message', 'Whether messages can be sent as far as it goes.')
  canSendMessage!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Whether calls can be received over SIP (Meta's `can_receive_call_sip`, for phone numbers and apps).",
  })
  @MetaField('can_receive_call_sip')
  canReceiveCallSip!: string | null;

  @Field(() => [HealthError], {
    nullable: true,
    description: 'What stands in the way; absent when nothing does.',
  })
  @MetaField('errors', { read: readObjects })
  errors!: HealthError[] | null;

  @Field(() => [String], { nullable: true, description: 'What else Meta has to say, in English.' })
  @MetaField('additional_info', { read: readTexts })
  additionalInfo!: string[] | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "Whether messages can be sent, and what stands in the way (Meta's `health_status`).",
})
@MetaStruct()
export class HealthStatus {
  @MetaEnumField(
    MessagingAvailability,
    'can_send_message',
    'The worst of all entities: one that is blocked blocks the whole.',
  )
  canSendMessage!: string | null;

  @Field(() => [HealthEntity], {
    nullable: true,
    description: 'Everything that takes part in sending a message.',
  })
  @MetaField('entities', { read: readObjects })
  entities!: HealthEntity[] | null;
}
