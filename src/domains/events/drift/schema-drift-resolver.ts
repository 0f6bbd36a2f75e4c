import { Authorized, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../../context';
import { DateTimeScalar } from '../../graphql/scalars';
import { make } from '../../messages/read';
import { schemaDrift } from './schema-drift';

@ObjectType({
  simpleResolvers: true,
  description:
    'A key that Meta sends in events of a known kind and that this schema has no field for. It is in the `payload` of those ' +
    'events, or beside their item in the webhook: below `contacts`, `metadata`, or `beside` the value.',
})
export class SchemaDriftEntry {
  @Field(() => String, { description: "Meta's webhook field of the events: `messages`, …" })
  field!: string;

  @Field(() => String, { description: 'Their kind: a value of `EventKind`.' })
  kind!: string;

  @Field(() => String, {
    description:
      'Where the key is: `pricing.new_key`. Lists count as what is in them; cut at 200 characters.',
  })
  path!: string;

  @Field(() => Int, { description: 'In how many events it came.' })
  count!: number;

  @Field(() => DateTimeScalar, { description: 'When the first of them was received.' })
  firstSeen!: Date;

  @Field(() => DateTimeScalar, { description: 'When the last of them was received.' })
  lastSeen!: Date;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the last of them; null when it is of an account that the API key is not confined to.',
  })
  exampleEventId!: string | null;
}

/** What Meta sends and the schema does not know. */
@Resolver()
export class SchemaDriftResolver {
  @Authorized('events:subscribe')
  @Query(() => [SchemaDriftEntry], {
    description:
      'What Meta sends in events of known kinds that this schema has no fields for, the most frequent first: counted by ' +
      'this process since it started, once for each event that it stores, whether anybody reads it or not; at most 1,000 different ' +
      'keys. Needs the scope `events:subscribe`. Errors: FORBIDDEN.',
  })
  schemaDrift(@Ctx() { caller }: GatewayContext): SchemaDriftEntry[] {
    return schemaDrift.entries().map(({ field, kind, path, count, firstSeen, lastSeen, ...example }) =>
      make(SchemaDriftEntry, {
        field,
        kind,
        path,
        count: Math.min(count, 2 ** 31 - 1),
        firstSeen,
        lastSeen,
        exampleEventId:
          caller.accounts?.has(example.exampleAccountId) === false ? null : example.exampleEventId,
      }),
    );
  }
}
