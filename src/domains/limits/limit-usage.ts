import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { LimitStanding } from '../../common/consumption';
import { DateTimeScalar } from '../graphql/scalars';

@ObjectType({
  simpleResolvers: true,
  description: "How much of one of Meta's limits is used, as the gateway counts it for all its callers.",
})
export class LimitUsage {
  @Field(() => String, { description: 'The name of the limit: `throughput`, `managementCalls`, …' })
  policy!: string;

  @Field(() => Float, { description: 'The limit itself, in what it counts: messages, calls, customers.' })
  limit!: number;

  @Field(() => Float, { description: 'In which time it counts, in seconds.' })
  windowSeconds!: number;

  @Field(() => Float, { description: 'How much of it is used within that time.' })
  used!: number;

  @Field(() => Float, { description: 'How much is left now; 0 also while Meta has closed it.' })
  remaining!: number;

  @Field(() => DateTimeScalar, { description: 'When all of it is there again, if nothing else is used.' })
  resetAt!: Date;
}

/** A standing for the schema; null where the limit is not known, or is off. */
export function usageOf(standing: LimitStanding | undefined): LimitUsage | null {
  const { policy, limit, windowMs, remaining, resetMs } = standing ?? { resetMs: 0 };
  if (policy === undefined || limit === undefined || windowMs === undefined || remaining === undefined)
    return null;
  return {
    policy,
    limit,
    windowSeconds: windowMs / 1_000,
    used: Math.max(0, limit - remaining),
    remaining,
    resetAt: new Date(Date.now() + resetMs),
  };
}

@ObjectType({ simpleResolvers: true, description: 'How much a phone number may still send.' })
export class SendingCapacity {
  @Field(() => LimitUsage, {
    nullable: true,
    description: 'Messages a second, in and out together. Null when the limit is switched off.',
  })
  throughput!: LimitUsage | null;

  @Field(() => LimitUsage, {
    nullable: true,
    description:
      'Different customers in 24 hours outside a service window, for all numbers of the portfolio. Null where there is no ' +
      'limit, where it is switched off, or not known yet.',
  })
  messagingLimit!: LimitUsage | null;

  @Field(() => Int, { description: 'Calls of this number that wait in this gateway process for their turn.' })
  waiting!: number;
}

@ObjectType({ simpleResolvers: true, description: "How much of Meta's limits on an account is used." })
export class AccountUsage {
  @Field(() => LimitUsage, {
    nullable: true,
    description:
      "Management calls of the app on the account in an hour, corrected by Meta's own count. Null when switched off.",
  })
  managementCalls!: LimitUsage | null;

  @Field(() => LimitUsage, {
    nullable: true,
    description: 'Templates made in an hour. Null when switched off.',
  })
  templateCreation!: LimitUsage | null;
}
