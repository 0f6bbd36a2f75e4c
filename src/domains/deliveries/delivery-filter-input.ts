import { Field, ID, InputType } from 'type-graphql';
import { ForbiddenError, InvalidInputError } from '../../common/errors';
import type { DeliveryFilter, DeliveryOutcome } from '../../events/deliveries/types';
import type { Caller } from '../caller';
import { DateTimeScalar } from '../graphql/scalars';
import { WebhookOutcome } from './delivery-enums';

const MOST_ACCOUNTS = 50;

@InputType({
  description:
    'Which webhook requests are wanted: those that everything given applies to. What is left out does not restrict. A list ' +
    'is an "any of", and must not be empty (BAD_USER_INPUT).',
})
export class WebhookDeliveryFilterInput {
  @Field(() => [WebhookOutcome], { nullable: true, description: 'Requests that ended so.' })
  outcomes?: DeliveryOutcome[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: `Requests that say something of these accounts (WABA ids); at most ${MOST_ACCOUNTS}. Callers confined to some accounts only ever see requests about those.`,
  })
  accountIds?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Requests received at this time or later.' })
  since?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Requests received before this time.' })
  until?: Date | null;
}

/**
 * What a filter selects for a caller.
 *
 * @throws InvalidInputError, ForbiddenError
 */
export function selectDeliveries(
  caller: Caller,
  { outcomes, accountIds, since, until }: WebhookDeliveryFilterInput,
): DeliveryFilter {
  for (const [name, list] of Object.entries({ outcomes, accountIds })) {
    if (list?.length === 0) {
      const fix = 'Leave it out to not restrict.';
      throw new InvalidInputError(`filter.${name}`, 'is empty: no request can match', fix);
    }
  }
  const accounts = accountsFor(caller, accountIds ?? undefined);
  if (accounts && accounts.length > MOST_ACCOUNTS) {
    const fix = `Name at most ${MOST_ACCOUNTS} accounts at a time.`;
    throw new InvalidInputError('filter.accountIds', `stands for ${accounts.length} accounts`, fix);
  }
  return {
    ...(outcomes && { outcomes }),
    ...(accounts && { accountIds: accounts }),
    ...(since && { since }),
    ...(until && { until }),
  };
}

function accountsFor({ accounts }: Caller, wanted: string[] | undefined): string[] | undefined {
  const given = wanted && [...new Set(wanted)];
  if (!accounts) return given;
  const allowed = given ? given.filter((id) => accounts.has(id)) : [...accounts];
  if (allowed.length > 0) return allowed;
  throw new ForbiddenError('The accounts of the filter are outside those this API key is confined to.');
}
