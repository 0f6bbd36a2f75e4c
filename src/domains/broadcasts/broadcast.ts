import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { RecipientCounts, Broadcast as StoredBroadcast } from '../../outbox/broadcast';
import { connectionOf } from '../graphql/connection';
import { NodeType, TYPE_NAME } from '../graphql/node';
import { DateTimeScalar } from '../graphql/scalars';
import { UserError } from '../graphql/user-error';
import { errorsIn } from './broadcast-recipient';

export const BroadcastState = {
  RUNNING: 'RUNNING',
  PAUSED: 'PAUSED',
  CANCELLED: 'CANCELLED',
  COMPLETED: 'COMPLETED',
} as const;
registerEnumType(BroadcastState, {
  name: 'BroadcastState',
  description: 'How a broadcast stands.',
  valuesConfig: {
    RUNNING: { description: 'It is being sent, at the rate that the number and single sends leave.' },
    PAUSED: {
      description:
        'Nothing more leaves until `resumeBroadcast`; `pausedBecause` says why, where it paused by itself.',
    },
    CANCELLED: { description: 'Ended before its time: what was not sent will not be. Final.' },
    COMPLETED: { description: 'Every recipient has come to an end. Final.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'How far a broadcast has come: its recipients by state. The counts together are `total`.',
})
export class BroadcastProgress {
  @Field(() => Int, { description: 'All recipients.' })
  total!: number;

  @Field(() => Int, { description: 'Not sent yet.' })
  pending!: number;

  @Field(() => Int, { description: 'On their way.' })
  sending!: number;

  @Field(() => Int, { description: 'Meta has the message.' })
  sent!: number;

  @Field(() => Int, { description: 'Refused for good: Meta has no message.' })
  failed!: number;

  @Field(() => Int, {
    description: 'The answer was lost; settled by the status of the message, if there is one.',
  })
  unknown!: number;

  @Field(() => Int, { description: 'Not sent, because the broadcast was cancelled.' })
  cancelled!: number;

  @Field(() => Float, {
    description:
      'Messages a second that Meta took over the last 10 seconds, or since it goes on; 0 while nothing is sent.',
  })
  ratePerSecond!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How long it takes yet at this rate, in seconds; 0 at the end, null while nothing is sent.',
  })
  secondsLeft!: number | null;
}

@ObjectType({
  implements: NodeType,
  description:
    'One message to many: a template or other content, with what is particular to each recipient. Its id is the ' +
    "gateway's own: that of its list of recipients. Needs the scope `messages:send`.",
})
export class Broadcast extends NodeType {
  readonly [TYPE_NAME]!: 'Broadcast';

  @Field(() => String, { nullable: true, description: 'The name it was given.' })
  name!: string | null;

  @Field(() => BroadcastState, { description: 'How it stands.' })
  state!: keyof typeof BroadcastState;

  @Field(() => ID, { description: 'The business phone number that sends.' })
  phoneNumberId!: string;

  @Field(() => String, { description: 'Name of the API key or of the token that started it.' })
  startedBy!: string;

  @Field(() => DateTimeScalar, { description: 'When it was started.' })
  startedAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was completed or cancelled. 30 days later it is deleted, with its recipients.',
  })
  endedAt!: Date | null;

  @Field(() => [UserError], {
    description:
      'Why it paused by itself: what every further message would be refused for, such as a token that has expired.',
  })
  pausedBecause!: UserError[];

  /** What the database has of it. */
  readonly stored!: StoredBroadcast;
}

export const BroadcastConnection = connectionOf(() => Broadcast, 'Broadcast', 'broadcasts');

/** A broadcast, as the schema has it. */
export function broadcastOf(stored: StoredBroadcast): Broadcast {
  return {
    [TYPE_NAME]: 'Broadcast',
    id: stored.id,
    name: stored.name ?? null,
    state: stored.state,
    phoneNumberId: stored.phoneNumberId,
    startedBy: stored.caller,
    startedAt: stored.startedAt,
    endedAt: stored.endedAt ?? null,
    pausedBecause: stored.state === 'PAUSED' ? errorsIn(stored.pausedBecause) : [],
    stored,
  };
}

/** Its recipients by state, as the schema has them. */
export function progressOf(
  { total, ratePerMinute }: StoredBroadcast,
  counts: RecipientCounts,
): BroadcastProgress {
  const left = counts.PENDING + counts.SENDING;
  const ratePerSecond = ratePerMinute / 60;
  return {
    total,
    pending: counts.PENDING,
    sending: counts.SENDING,
    sent: counts.SENT,
    failed: counts.FAILED,
    unknown: counts.UNKNOWN,
    cancelled: counts.CANCELLED,
    ratePerSecond: Math.round(ratePerSecond * 100) / 100,
    secondsLeft: secondsLeft(left, ratePerSecond),
  };
}

function secondsLeft(left: number, ratePerSecond: number): number | null {
  if (left === 0) return 0;
  return ratePerSecond > 0 ? Math.ceil(left / ratePerSecond) : null;
}
