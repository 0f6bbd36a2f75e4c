import { ArgsType, Field } from 'type-graphql';
import { DateTimeScalar } from '../graphql/scalars';
import { EventFilterInput } from './event-filter-input';

/** What the description of each field that reads the log ends with. */
export const NEEDS = 'Needs the scope `events:subscribe`. Errors: BAD_USER_INPUT, CURSOR_TOO_OLD, FORBIDDEN.';

export const SINCE =
  'A time: everything that the gateway received at or after it (`receivedAt`) comes first. Older than all that is left: ' +
  'from the oldest on. In the future, or together with `after`: BAD_USER_INPUT. To go on without loss or repeat, use `after`.';

export const UNTIL =
  'A time: only what the gateway received before it. In the future, or not after `since`: BAD_USER_INPUT.';

@ArgsType()
export class StreamArgs {
  @Field(() => EventFilterInput, {
    nullable: true,
    description: 'Which events are wanted; all when left out.',
  })
  filter?: EventFilterInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Cursor of the last event seen: everything after it comes first, then what happens; nothing is skipped and nothing comes twice. Left out: what happens from now on. Of an event that was deleted with age: CURSOR_TOO_OLD.',
  })
  after?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: SINCE })
  since?: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: `${UNTIL} With it nothing live follows: what is stored is told again, and the subscription completes. Needs \`after\` or \`since\`.`,
  })
  until?: Date | null;
}
