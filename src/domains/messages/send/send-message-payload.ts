import { Field, ObjectType } from 'type-graphql';
import { openEnum, readOpenEnum } from '../../../planner/open-enum';
import { UserError } from '../../graphql/user-error';
import { Message, messageOf } from '../message';
import type { SendResult } from './outgoing';
import { recordOf } from './sent-message';

export const SendStatus = openEnum(
  'SendStatus',
  'What Meta does with a message that it accepted (`message_status`).',
  {
    ACCEPTED: 'It is on its way; statuses follow.',
    HELD_FOR_QUALITY_ASSESSMENT: 'Meta first watches how the first messages of this template are received.',
    PAUSED: 'The template is paused; the message is not sent.',
  },
);

@ObjectType({ simpleResolvers: true, description: 'What came of `sendMessage`.' })
export class SendMessagePayload {
  @Field(() => Message, {
    nullable: true,
    description:
      'The message, accepted by Meta but not yet delivered: its statuses follow. Null when it was not accepted.',
  })
  message!: Message | null;

  @Field(() => SendStatus, {
    nullable: true,
    description: 'What Meta does with it now (`message_status`). Given for templates.',
  })
  messageStatus!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      '`message_status` exactly as Meta sent it, for values that `messageStatus` does not know yet.',
  })
  messageStatusRaw!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The recipient as it was asked for (`contacts.input`). Meta may leave it out.',
  })
  recipientInput!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The recipient's WhatsApp id (`contacts.wa_id`): phone digits, which can differ from the number that was asked for.",
  })
  recipientWaId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The recipient's business-scoped user id (`contacts.user_id`).",
  })
  recipientUserId!: string | null;

  @Field(() => [UserError], { description: 'Why it was not accepted; empty when it was.' })
  userErrors!: UserError[];
}

/** What came of a send, for its caller. */
export function payloadOf(result: SendResult): SendMessagePayload {
  if (result.state !== 'ACCEPTED') return notAccepted(result.errors);
  const { message, answer } = result;
  return {
    message: messageOf(recordOf(message)),
    messageStatus: answer.status === undefined ? null : statusOf(answer.status),
    messageStatusRaw: answer.status ?? null,
    recipientInput: answer.input ?? null,
    recipientWaId: answer.waId ?? null,
    recipientUserId: answer.userId ?? null,
    userErrors: [],
  };
}

const statusOf = readOpenEnum(SendStatus);

/** The payload of a message that was not accepted. */
function notAccepted(userErrors: UserError[]): SendMessagePayload {
  return {
    message: null,
    messageStatus: null,
    messageStatusRaw: null,
    recipientInput: null,
    recipientWaId: null,
    recipientUserId: null,
    userErrors,
  };
}
