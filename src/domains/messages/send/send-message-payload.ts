import { Field, ID, ObjectType } from 'type-graphql';
import { openEnum, readOpenEnum } from '../../../planner/open-enum';
import { UserError } from '../../graphql/user-error';
import { Message } from '../message';
import type { SendAnswer } from './send-answer';
import type { SendOutcome } from './send-message';

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

  @Field(() => ID, {
    nullable: true,
    description:
      'By what the gateway knows this send: given with an idempotency key, and when the outcome is not known. The ' +
      'statuses of the message have it as well.',
  })
  correlationId!: string | null;

  @Field(() => Boolean, {
    description:
      'Whether this is the answer to an earlier call with the same idempotency key: nothing was sent now.',
  })
  replayed!: boolean;

  @Field(() => [UserError], { description: 'Why it was not accepted; empty when it was.' })
  userErrors!: UserError[];
}

/** The payload of a message that Meta took. */
export function payloadOf(outcome: SendOutcome, message: Message, answer: SendAnswer): SendMessagePayload {
  // Written out: spreading an object into another costs a send more than all that is in it.
  return {
    correlationId: outcome.correlationId ?? null,
    replayed: outcome.isReplay === true,
    message,
    messageStatus: answer.status === undefined ? null : statusOf(answer.status),
    messageStatusRaw: answer.status ?? null,
    recipientInput: answer.input ?? null,
    recipientWaId: answer.waId ?? null,
    recipientUserId: answer.userId ?? null,
    userErrors: [],
  };
}

/** The payload of a message that was not accepted. */
export function notAccepted(outcome: SendOutcome, userErrors: UserError[]): SendMessagePayload {
  return {
    correlationId: outcome.correlationId ?? null,
    replayed: outcome.isReplay === true,
    message: null,
    messageStatus: null,
    messageStatusRaw: null,
    recipientInput: null,
    recipientWaId: null,
    recipientUserId: null,
    userErrors,
  };
}

const statusOf = readOpenEnum(SendStatus);
