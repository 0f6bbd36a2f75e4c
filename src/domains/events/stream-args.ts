import { ArgsType, Field } from 'type-graphql';
import { EventFilterInput } from './event-filter-input';

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
      'Cursor of the last event seen: everything after it comes first, then what happens; nothing is skipped and nothing comes twice. Left out: what happens from now on.',
  })
  after?: string | null;
}
