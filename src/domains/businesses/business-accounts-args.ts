import { ArgsType, Field, registerEnumType } from 'type-graphql';
import { InvalidInputError } from '../../common/errors';
import type { EdgeArguments } from '../../graph/expansion';
import type { FieldArguments } from '../../planner/declare';
import { type FilterCondition, filteringOf, givenValues, sortArgument } from '../../planner/dot-arguments';
import { MarketingMessagesOnboardingStatus } from '../accounts/account-enums';
import { PageArgs } from '../graphql/connection';
import { DateTimeScalar } from '../graphql/scalars';

export enum AccountSort {
  CREATION_TIME_ASCENDING = 'CREATION_TIME_ASCENDING',
  CREATION_TIME_DESCENDING = 'CREATION_TIME_DESCENDING',
}

registerEnumType(AccountSort, {
  name: 'AccountSort',
  description: 'In which order WhatsApp Business accounts are listed.',
  valuesConfig: {
    CREATION_TIME_ASCENDING: { description: 'The oldest first.' },
    CREATION_TIME_DESCENDING: { description: 'The newest first.' },
  },
});

/** Which accounts of a portfolio, in which order. */
@ArgsType()
export class BusinessAccountsArgs extends PageArgs {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Only accounts made at this time or later.' })
  createdAfter?: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Only accounts made at this time or earlier.' })
  createdBefore?: Date;

  @Field(() => [MarketingMessagesOnboardingStatus], {
    nullable: true,
    description: 'Only accounts in one of these states with the Marketing Messages API. Empty: any.',
  })
  marketingMessagesOnboardingStatus?: string[];

  @Field(() => AccountSort, { nullable: true, description: "The order; Meta's own when none is given." })
  sort?: AccountSort;
}

/** The last second that Graph's times can hold; "now" would make the same arguments differ from call to call. */
const END_OF_TIME = new Date((2 ** 31 - 1) * 1000);

const seconds = (time: Date) => String(Math.floor(time.getTime() / 1000));

/** The same as Graph's dot arguments. */
export function businessAccountsArguments(args: FieldArguments): EdgeArguments {
  const { createdAfter, createdBefore } = args;
  const conditions: FilterCondition[] = [];
  if (createdAfter instanceof Date || createdBefore instanceof Date) {
    const from = createdAfter instanceof Date ? createdAfter : new Date(0);
    const to = createdBefore instanceof Date ? createdBefore : END_OF_TIME;
    if (from >= to)
      throw new InvalidInputError(
        'createdBefore',
        'is not after `createdAfter`',
        'Give a later time: no account lies between.',
      );
    conditions.push({ field: 'creation_time', operator: 'IN_RANGE', value: [seconds(from), seconds(to)] });
  }
  const statuses = givenValues(args, 'marketingMessagesOnboardingStatus');
  if (statuses) {
    conditions.push({ field: 'marketing_messages_onboarding_status', operator: 'IN', value: statuses });
  }
  return { filtering: filteringOf(conditions), sort: sortArgument(args, 'sort') };
}
