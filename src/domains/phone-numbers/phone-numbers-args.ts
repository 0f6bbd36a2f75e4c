import { ArgsType, Field, registerEnumType } from 'type-graphql';
import type { EdgeArguments } from '../../graph/expansion';
import type { FieldArguments } from '../../planner/declare';
import { filteringOf, givenValues, sortArgument } from '../../planner/dot-arguments';
import { PageArgs } from '../graphql/connection';
import { AccountMode } from './phone-number-enums';

export enum PhoneNumberSort {
  LAST_ONBOARDED_TIME_ASCENDING = 'LAST_ONBOARDED_TIME_ASCENDING',
  LAST_ONBOARDED_TIME_DESCENDING = 'LAST_ONBOARDED_TIME_DESCENDING',
}

registerEnumType(PhoneNumberSort, {
  name: 'PhoneNumberSort',
  description: 'In which order phone numbers are listed.',
  valuesConfig: {
    LAST_ONBOARDED_TIME_ASCENDING: { description: 'The longest onboarded first.' },
    LAST_ONBOARDED_TIME_DESCENDING: { description: 'The latest onboarded first.' },
  },
});

/** Which phone numbers of an account, in which order. */
@ArgsType()
export class PhoneNumbersArgs extends PageArgs {
  @Field(() => AccountMode, { nullable: true, description: 'Only real numbers, or only test numbers.' })
  accountMode?: string;

  @Field(() => PhoneNumberSort, { nullable: true, description: "The order; Meta's own when none is given." })
  sort?: PhoneNumberSort;
}

/** The same as Graph's dot arguments. */
export function phoneNumbersArguments(args: FieldArguments): EdgeArguments {
  const modes = givenValues(args, 'accountMode') ?? [];
  return {
    filtering: filteringOf(modes.map((value) => ({ field: 'account_mode', operator: 'EQUAL', value }))),
    sort: sortArgument(args, 'sort'),
  };
}
