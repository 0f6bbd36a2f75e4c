import { Arg, Args, Authorized, Ctx, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { StoredEvent } from '../../events/types';
import { DEFAULT_PAGE } from '../../planner/page';
import type { GatewayContext } from '../context';
import { type Connection, PageArgs } from '../graphql/connection';
import { Consumes } from '../graphql/consumes';
import { DateTimeScalar } from '../graphql/scalars';
import { pageRequestOf } from '../messages/history-page';
import { EventType } from './event';
import { EventConnection } from './event-connection';
import { EventFilterInput } from './event-filter-input';
import { readEventPage, readLastEventPage } from './event-page';
import { selectEvents } from './event-selection';
import { streamOf } from './event-stream';
import { eventOf } from './event-types';
import { MessageReceived, messageReceived } from './message-received';
import { MessageStatusUpdated, messageStatusUpdated } from './message-status-updated';
import { scanAllowanceOf } from './scan-allowance';
import { NEEDS, SINCE, StreamArgs, UNTIL } from './stream-args';
import { endOf } from './stream-end';
import { startOf } from './stream-start';

/** The stored events as a list, and the live ones as subscriptions. */
@Resolver()
export class EventsResolver {
  @Authorized('events:subscribe')
  @Consumes('managementCalls')
  @Query(() => EventConnection, {
    description:
      'The stored events, oldest first: from the start or after `after` with `first`, the newest or those before `before` ' +
      'with `last`. A page may have fewer events than asked for, even none, while there are more: read on from its ' +
      `\`endCursor\`, or back from its \`startCursor\`. ${NEEDS}`,
  })
  async events(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => EventFilterInput, {
      nullable: true,
      description: 'Which events are wanted; all when left out.',
    })
    filter: EventFilterInput | null | undefined,
    @Arg('since', () => DateTimeScalar, { nullable: true, description: SINCE })
    since: Date | null | undefined,
    @Arg('until', () => DateTimeScalar, { nullable: true, description: UNTIL })
    until: Date | null | undefined,
    @Ctx() context: GatewayContext,
  ): Promise<Connection<EventType>> {
    const { last, before, after, first = DEFAULT_PAGE } = pageRequestOf(page);
    const { caller, log, signal } = context;
    const selection = selectEvents(caller, filter);
    const reader = { signal, allowance: scanAllowanceOf(context) };
    if (last !== undefined) {
      return readLastEventPage(log, selection, await endOf(log, { before, since, until }), last, reader);
    }
    return readEventPage(log, selection, await startOf(log, { after, since, until }), first, reader);
  }

  @Authorized('events:subscribe')
  @Subscription(() => EventType, {
    name: 'events',
    description: `Everything that Meta reports, as it happens. ${NEEDS}`,
    subscribe: streamOf(),
  })
  eventStream(@Root() event: StoredEvent, @Args(() => StreamArgs) _args: StreamArgs): EventType {
    return eventOf(event);
  }

  @Authorized('events:subscribe')
  @Subscription(() => MessageReceived, {
    description: `Messages from customers, as they come. ${NEEDS}`,
    subscribe: streamOf([messageReceived.kind]),
  })
  messageReceived(@Root() event: StoredEvent, @Args(() => StreamArgs) _args: StreamArgs): EventType {
    return eventOf(event);
  }

  @Authorized('events:subscribe')
  @Subscription(() => MessageStatusUpdated, {
    description: `Statuses of the business's own messages, as they come. ${NEEDS}`,
    subscribe: streamOf([messageStatusUpdated.kind]),
  })
  messageStatusUpdated(@Root() event: StoredEvent, @Args(() => StreamArgs) _args: StreamArgs): EventType {
    return eventOf(event);
  }
}
