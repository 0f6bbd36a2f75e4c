import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { broadcastCorrelationId } from '../../common/callback-data';
import type { BroadcastRecipient as StoredRecipient } from '../../outbox/broadcast';
import { connectionOf } from '../graphql/connection';
import { DateTimeScalar } from '../graphql/scalars';
import { UserError } from '../graphql/user-error';

export const BroadcastRecipientState = {
  PENDING: 'PENDING',
  SENDING: 'SENDING',
  SENT: 'SENT',
  FAILED: 'FAILED',
  UNKNOWN: 'UNKNOWN',
  CANCELLED: 'CANCELLED',
} as const;
registerEnumType(BroadcastRecipientState, {
  name: 'BroadcastRecipientState',
  description: 'How far the message to a recipient of a broadcast has come.',
  valuesConfig: {
    PENDING: { description: 'Not sent yet; `nextTryAt` says when, where it was refused for now.' },
    SENDING: { description: 'On its way.' },
    SENT: { description: 'Meta has the message: its own `status` says how far it has come since. Final.' },
    FAILED: {
      description: 'It is proven that Meta has no message; `userErrors` says why. Not tried again. Final.',
    },
    UNKNOWN: {
      description:
        'The answer was lost: Meta may have the message. Never sent again; the first status of the message makes this `SENT`. Final after 7 days, for so long Meta repeats webhooks.',
    },
    CANCELLED: { description: 'Not sent, because the broadcast was cancelled. Final.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Somebody a broadcast goes to, and what has come of it.' })
export class BroadcastRecipient {
  @Field(() => Int, { description: 'Place in the list of recipients, from 1.' })
  position!: number;

  @Field(() => String, { nullable: true, description: 'Phone number, as it was given.' })
  to!: string | null;

  @Field(() => ID, { nullable: true, description: 'Business-scoped user id (BSUID), as it was given.' })
  recipient!: string | null;

  @Field(() => String, { nullable: true, description: 'Text of yours that was given with the recipient.' })
  bizOpaqueCallbackData!: string | null;

  @Field(() => BroadcastRecipientState, { description: 'How far the message has come.' })
  state!: keyof typeof BroadcastRecipientState;

  @Field(() => ID, {
    description: 'By what the statuses of the message name it (`MessageStatus.correlationId`).',
  })
  correlationId!: string;

  @Field(() => ID, { nullable: true, description: 'wamid of the message, once Meta has it.' })
  messageId!: string | null;

  @Field(() => Int, { description: 'How often the message was about to leave.' })
  tries!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it is tried again, where it was refused for now.',
  })
  nextTryAt!: Date | null;

  @Field(() => DateTimeScalar, { description: 'When its state was last written.' })
  updatedAt!: Date;

  @Field(() => [UserError], {
    description: 'Why it failed, why it is tried again, or why nothing is known of it.',
  })
  userErrors!: UserError[];
}

export const BroadcastRecipientConnection = connectionOf(
  () => BroadcastRecipient,
  'BroadcastRecipient',
  'recipients of a broadcast',
);

/** A recipient, as the schema has it. */
export function broadcastRecipientOf(stored: StoredRecipient): BroadcastRecipient {
  const { position, state, tries, dueAt, updatedAt } = stored;
  return {
    position,
    to: stored.to ?? null,
    recipient: stored.recipient ?? null,
    bizOpaqueCallbackData: stored.bizOpaqueCallbackData ?? null,
    state,
    correlationId: broadcastCorrelationId(stored),
    messageId: stored.messageId ?? null,
    tries,
    nextTryAt: state === 'PENDING' && dueAt.getTime() > 0 ? dueAt : null,
    updatedAt,
    userErrors: errorsIn(stored.errors),
  };
}

/** Errors that were stored as JSON. */
export function errorsIn(json = '[]'): UserError[] {
  return JSON.parse(json);
}
