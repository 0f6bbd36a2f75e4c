import { Field, ID, ObjectType } from 'type-graphql';
import { type JsonObject, objectOf } from '../../common/json';
import type { MessageRecord } from '../../history/types';
import { Contact, contactOf } from '../contacts/contact';
import { NodeType, TYPE_NAME } from '../graphql/node';
import { DateTimeScalar, JsonScalar } from '../graphql/scalars';
import { MessageContent } from './content/message-content';
import { contentOf, contentTypeOf } from './content/read-content';
import { contextOf, MessageContext } from './message-context';
import { MessageDeliveryStatus, MessageDirection } from './message-enums';
import { errorsOf, MessageError } from './message-error';
import { MessagePricing } from './message-pricing';
import { MessageReferral, referralOf } from './message-referral';
import { MessageStatus, messageStatusOf } from './message-status';
import { enumValue, OpenEnumField } from './open-enum-field';
import { text } from './read';

@ObjectType({
  implements: NodeType,
  simpleResolvers: true,
  description:
    'A message from or to a customer or a group, from the stored history: what came by webhook, and what this gateway ' +
    'sent. Its id is the wamid. Needs the scope `accounts:read`, or `events:subscribe` inside an event.',
})
export class Message extends NodeType {
  readonly [TYPE_NAME]!: 'Message';

  @Field(() => MessageDirection, { description: 'Whether a customer sent it, or the business.' })
  direction!: keyof typeof MessageDirection;

  @Field(() => String, {
    nullable: true,
    description:
      "Meta's word for the kind of message: `text`, `interactive`, … Null while only its statuses are known.",
  })
  type!: string | null;

  @Field(() => DateTimeScalar, {
    description:
      "When it was sent, by Meta's clock; while only its statuses are known, when the first of them was reported.",
  })
  timestamp!: Date;

  @Field(() => Contact, {
    nullable: true,
    description: 'The person on the other side; in a group, who wrote it. Null when Meta names nobody.',
  })
  contact!: Contact | null;

  @Field(() => ID, { nullable: true, description: 'The account (WABA) it belongs to, where known.' })
  accountId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The business phone number it came to or went from, where known.',
  })
  phoneNumberId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The group it was written in.' })
  groupId!: string | null;

  @Field(() => MessageContent, {
    nullable: true,
    description: 'What it says. Null while only its statuses are known, as for messages that others sent.',
  })
  content!: typeof MessageContent | null;

  @Field(() => MessageContext, {
    nullable: true,
    description: 'What it refers to: the message it replies to, a product, or that it was forwarded.',
  })
  context!: MessageContext | null;

  @Field(() => MessageReferral, {
    nullable: true,
    description: 'The ad or post that the customer came from.',
  })
  referral!: MessageReferral | null;

  @Field(() => [MessageError], {
    description:
      'What Meta had to say against the message itself; inbound only. Why sending failed is in `failure`.',
  })
  errors!: MessageError[];

  @OpenEnumField(
    MessageDeliveryStatus,
    'status',
    'How far it has come. Never goes backwards, though statuses arrive in any order; `FAILED` is final.',
  )
  status!: string | null;
  statusRaw!: string | null;

  @Field(() => [MessageStatus], {
    description: 'Every step that Meta reported, in the order of their times.',
  })
  statuses!: MessageStatus[];

  @Field(() => MessagePricing, {
    nullable: true,
    description: 'What it costs, as the first status that said so.',
  })
  pricing!: MessagePricing | null;

  @Field(() => MessageError, { nullable: true, description: 'Why it failed, when `status` is `FAILED`.' })
  failure!: MessageError | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was given as `bizOpaqueCallbackData` when it was sent.',
  })
  bizOpaqueCallbackData!: string | null;

  @Field(() => JsonScalar, {
    nullable: true,
    description:
      'The message as received from Meta or as sent, unknown keys included; integers beyond 2^53 as strings.',
  })
  payload!: JsonObject | null;
}

/** A message of the stored history, as the schema has it. Never throws, whatever the payload. */
export function messageOf(record: MessageRecord): Message {
  const { payload } = record;
  const statuses = record.statuses.map(messageStatusOf);
  const failed = statuses.find(({ status }) => status === MessageDeliveryStatus.FAILED);
  // No instance of the class, which takes copying: what type it is, it says itself.
  return {
    [TYPE_NAME]: 'Message',
    id: record.id,
    direction: record.direction,
    type: record.type ?? (payload ? contentTypeOf(payload) : null),
    timestamp: record.occurredAt,
    contact: contactOf(record.contact, record.contact && { key: record.contact.key }),
    accountId: record.accountId ?? null,
    phoneNumberId: record.phoneNumberId ?? null,
    groupId: record.groupId ?? null,
    content: payload ? contentOf(payload, record.phoneNumberId ?? null) : null,
    context: payload ? contextOf(payload.context ?? editedIn(payload).context) : null,
    referral: payload ? referralOf(payload.referral) : null,
    errors: payload ? errorsOf(payload.errors) : [],
    status: enumValue(MessageDeliveryStatus, record.status),
    statusRaw: reportedAs(record),
    statuses,
    pricing: statuses.find(({ pricing }) => pricing !== null)?.pricing ?? null,
    failure: failed?.errors[0] ?? null,
    bizOpaqueCallbackData: record.bizOpaqueCallbackData ?? null,
    payload: payload ?? null,
  };
}

/** What an edited message says now; it may refer to another message, as any other may. */
function editedIn({ edit }: JsonObject): JsonObject {
  return objectOf(objectOf(edit).message);
}

/** The status in Meta's own spelling; the gateway's word where no status has come. */
function reportedAs({ status, statuses }: MessageRecord): string {
  const reported = statuses.map(({ payload }) => text(payload.status));
  return reported.find((word) => word?.toUpperCase() === status.toUpperCase()) ?? status;
}
