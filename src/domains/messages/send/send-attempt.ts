import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { SendAttempt as StoredAttempt } from '../../../outbox/send-attempt';
import { DateTimeScalar } from '../../graphql/scalars';
import { UserError } from '../../graphql/user-error';
import { Message } from '../message';

export const SendAttemptState = {
  SENDING: 'SENDING',
  SENT: 'SENT',
  REFUSED: 'REFUSED',
  UNKNOWN: 'UNKNOWN',
} as const;
registerEnumType(SendAttemptState, {
  name: 'SendAttemptState',
  description: 'What is known of a send.',
  valuesConfig: {
    SENDING: { description: 'It is on its way; ask again in a moment.' },
    SENT: { description: 'Meta has the message.' },
    REFUSED: {
      description:
        'It is proven that Meta has no message. The idempotency key is free: the same call sends it.',
    },
    UNKNOWN: {
      description:
        'The answer was lost: Meta may have the message. It is never sent again; the first status of the message makes ' +
        'this `SENT`. Where none comes within minutes, Meta most likely has none.',
    },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'What the gateway knows of a send with an idempotency key, or of one whose answer was lost.',
})
export class SendAttempt {
  @Field(() => ID, {
    description: 'By what the gateway knows it; the statuses of its message have it as well.',
  })
  correlationId!: string;

  @Field(() => ID, { nullable: true, description: 'The key it was sent with.' })
  idempotencyKey!: string | null;

  @Field(() => SendAttemptState, { description: 'What is known of it.' })
  state!: keyof typeof SendAttemptState;

  @Field(() => ID, { description: 'The business phone number that sends.' })
  phoneNumberId!: string;

  @Field(() => DateTimeScalar, { description: 'When it was about to leave.' })
  startedAt!: Date;

  @Field(() => DateTimeScalar, {
    description: 'From then on the idempotency key is free, and this is forgotten.',
  })
  expiresAt!: Date;

  @Field(() => Message, { nullable: true, description: 'The message, once it is known that Meta has it.' })
  message!: Message | null;

  @Field(() => [UserError], { description: 'Why it was refused, or why its outcome is not known.' })
  userErrors!: UserError[];
}

/** An attempt as the schema has it. */
export function sendAttemptOf(
  { id, idempotencyKey, state, phoneNumberId, startedAt, expiresAt }: StoredAttempt,
  message: Message | null,
  userErrors: UserError[],
): SendAttempt {
  return {
    correlationId: id,
    idempotencyKey: idempotencyKey ?? null,
    state,
    phoneNumberId,
    startedAt,
    expiresAt,
    message,
    userErrors,
  };
}
