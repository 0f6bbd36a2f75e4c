import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Info,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { InvalidInputError } from '../../common/errors';
import type { JsonObject } from '../../common/json';
import { optionalMetaId } from '../../common/meta-id';
import type { GatewayContext } from '../context';
import { type Connection, PageArgs } from '../graphql/connection';
import { Consumes, OF_MESSAGES } from '../graphql/consumes';
import { historyConnection } from '../messages/history-page';
import { relatedNode } from '../messages/related-node';
import { PhoneNumber } from '../phone-numbers/phone-number';
import {
  Broadcast,
  BroadcastConnection,
  BroadcastProgress,
  BroadcastState,
  broadcastOf,
  progressOf,
} from './broadcast';
import { StartBroadcastPayload } from './broadcast-payloads';
import {
  type BroadcastRecipient,
  BroadcastRecipientConnection,
  BroadcastRecipientState,
  broadcastRecipientOf,
} from './broadcast-recipient';
import { findBroadcast } from './find-broadcast';
import { seenBy } from './seen-by';
import { startBroadcast } from './start-broadcast';
import { StartBroadcastInput } from './start-broadcast-input';
import { watchBroadcast } from './watch-broadcast';

/** States to filter by. @throws InvalidInputError */
function statesOf<T>(states: T[] | null | undefined): T[] | undefined {
  if (states?.length !== 0) return states ?? undefined;
  throw new InvalidInputError('states', 'is empty: nothing can match', 'Leave it out to not restrict.');
}

const NEEDS = 'Needs the scope `messages:send`.';

/** Broadcasts: started, found, watched. */
@Resolver(() => Broadcast)
export class BroadcastsResolver {
  @Authorized('messages:send')
  @Consumes(...OF_MESSAGES, 'managementCalls')
  @Mutation(() => StartBroadcastPayload, {
    description:
      'Sends a message to many, each with what is particular to them. Every message is composed and checked first, and all ' +
      'mistakes are told together; then it is sent in the background at the rate that the number and single sends leave, ' +
      `across restarts, to nobody twice. Answered once it is on disk. ${NEEDS}`,
  })
  async startBroadcast(
    @Arg('input', () => StartBroadcastInput, { description: 'From whom, to whom, and what.' })
    input: StartBroadcastInput,
    @Ctx() context: GatewayContext,
  ): Promise<StartBroadcastPayload> {
    const result = await startBroadcast(input, context);
    return result.ok
      ? {
          broadcast: broadcastOf(result.broadcast),
          replayed: result.isReplay,
          invalidRecipients: 0,
          userErrors: [],
        }
      : {
          broadcast: null,
          replayed: false,
          invalidRecipients: result.invalidRecipients,
          userErrors: result.errors,
        };
  }

  @Authorized('messages:send')
  @Consumes('managementCalls')
  @Query(() => Broadcast, {
    nullable: true,
    description: `A broadcast by its id. ${NEEDS} Errors: NOT_FOUND, FORBIDDEN.`,
  })
  async broadcast(
    @Arg('id', () => ID, { description: 'The id, as `startBroadcast` answered it.' }) id: string,
    @Ctx() context: GatewayContext,
  ): Promise<Broadcast> {
    return broadcastOf(await findBroadcast(context, id));
  }

  @Authorized('messages:send')
  @Consumes('managementCalls')
  @Query(() => BroadcastConnection, {
    description:
      'Broadcasts, newest first. Callers who are confined to some accounts see those they started themselves from numbers of these, or with ' +
      `\`phoneNumberId\` those of that number. ${NEEDS} Errors: BAD_USER_INPUT, FORBIDDEN.`,
  })
  async broadcasts(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('phoneNumberId', () => ID, { nullable: true, description: 'Only those from this number.' })
    phoneNumberId: string | null | undefined,
    @Arg('states', () => [BroadcastState], { nullable: true, description: 'Only those that stand so.' })
    states: (keyof typeof BroadcastState)[] | null | undefined,
    @Ctx() context: GatewayContext,
  ): Promise<Connection<Broadcast>> {
    const { broadcasts, log } = context;
    const number = optionalMetaId('phoneNumberId', phoneNumberId);
    const filter = { ...(await seenBy(context, number)), states: statesOf(states) };
    return historyConnection(log, page, (request) => broadcasts.list(filter, request), broadcastOf);
  }

  @Authorized('messages:send')
  @Subscription(() => Broadcast, {
    description:
      'A broadcast as it is now, and then whenever it has come further, at most once a second; ends with the broadcast. ' +
      `${NEEDS} Errors: NOT_FOUND, FORBIDDEN.`,
    subscribe: ({ args, context }: { args: { id: string }; context: GatewayContext }) =>
      watchBroadcast(context, args.id),
  })
  broadcastUpdated(
    @Root() broadcast: Broadcast,
    @Arg('id', () => ID, { description: 'The broadcast.' }) _id: string,
  ): Broadcast {
    return broadcast;
  }

  @FieldResolver(() => BroadcastProgress, { description: 'How far it has come.' })
  async progress(
    @Root() { stored }: Broadcast,
    @Ctx() { broadcasts }: GatewayContext,
  ): Promise<BroadcastProgress> {
    return progressOf(stored, await broadcasts.counts(stored));
  }

  @FieldResolver(() => BroadcastRecipientConnection, {
    description:
      'Its recipients and what has come of each, in the order in which they were given. Errors: BAD_USER_INPUT.',
  })
  recipients(
    @Root() { stored }: Broadcast,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('states', () => [BroadcastRecipientState], {
      nullable: true,
      description: 'Only those that have come so far.',
    })
    states: (keyof typeof BroadcastRecipientState)[] | null | undefined,
    @Ctx() { broadcasts, log }: GatewayContext,
  ): Promise<Connection<BroadcastRecipient>> {
    return historyConnection(
      log,
      page,
      (request) => broadcasts.recipients(stored, statesOf(states), request),
      broadcastRecipientOf,
    );
  }

  @FieldResolver(() => PhoneNumber, { nullable: true, description: 'The business phone number that sends.' })
  phoneNumber(
    @Root() { phoneNumberId }: Broadcast,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): JsonObject | Promise<JsonObject> | null {
    return relatedNode(context, phoneNumberId, info);
  }
}
