import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { NotFoundError } from '../../common/errors';
import { DEFAULT_PAGE } from '../../planner/page';
import type { GatewayContext } from '../context';
import type { EventType } from '../events/event';
import { EventConnection } from '../events/event-connection';
import { placeOf } from '../events/stream-start';
import { type Connection, PageArgs } from '../graphql/connection';
import { Consumes } from '../graphql/consumes';
import { historyConnection, pageRequestOf } from '../messages/history-page';
import { DeliveredEvents } from './delivered-events';
import { selectDeliveries, WebhookDeliveryFilterInput } from './delivery-filter-input';
import { deliveredEventsPage, deliveryPage } from './delivery-page';
import { DeliveryView } from './delivery-view';
import { WebhookDelivery, WebhookDeliveryConnection, webhookDeliveryOf } from './webhook-delivery';

/** The webhook requests as a list and one by one, with their events. */
@Resolver(() => WebhookDelivery)
export class WebhookDeliveriesResolver {
  @Authorized('events:subscribe')
  @Consumes('managementCalls')
  @Query(() => WebhookDelivery, {
    nullable: true,
    description:
      'A webhook request by its id. Needs the scope `events:subscribe`. Errors: NOT_FOUND, FORBIDDEN.',
  })
  webhookDelivery(
    @Arg('id', () => ID, { description: 'Its id, from `webhookDeliveries` or `Event.deliveryId`.' })
    id: string,
    @Ctx() context: GatewayContext,
  ): Promise<WebhookDelivery> {
    return findDelivery(context, id);
  }

  @Authorized('events:subscribe')
  @Consumes('managementCalls')
  @Query(() => WebhookDeliveryConnection, {
    description:
      'The webhook requests that this gateway and its replicas were sent, newest first. Needs the scope ' +
      '`events:subscribe`. Errors: BAD_USER_INPUT, FORBIDDEN.',
  })
  webhookDeliveries(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => WebhookDeliveryFilterInput, {
      nullable: true,
      description: 'Which requests are wanted; all when left out.',
    })
    filter: WebhookDeliveryFilterInput | null | undefined,
    @Ctx() { caller, deliveries, log }: GatewayContext,
  ): Promise<Connection<WebhookDelivery>> {
    const selected = selectDeliveries(caller, filter ?? {});
    const delivered = new DeliveredEvents(deliveries);
    return historyConnection(
      log,
      page,
      (request) => deliveryPage(deliveries, selected, request),
      (record) => webhookDeliveryOf(new DeliveryView(record, caller, delivered)),
    );
  }

  @FieldResolver(() => Int, { description: 'How many of its events the gateway learnt of by this request.' })
  newEventCount(@Root() { view }: WebhookDelivery): Promise<number> {
    return view.newEventCount();
  }

  @FieldResolver(() => Int, {
    description:
      'How many of its events the gateway had already: told by an earlier request, or twice by this one. 0 when it was refused.',
  })
  async repeatedEventCount(@Root() { view }: WebhookDelivery): Promise<number> {
    return view.record.outcome === 'STORED' ? view.eventCount - (await view.newEventCount()) : 0;
  }

  @FieldResolver(() => EventConnection, {
    description:
      'The events that the gateway learnt of by this request, in their order. In a list of requests that say more than one ' +
      'answer can hold it ends early, with `hasNextPage`. Errors: BAD_USER_INPUT.',
  })
  events(
    @Root() delivery: WebhookDelivery,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: GatewayContext,
  ): Promise<Connection<EventType>> {
    return pageOf(delivery, args, context, true);
  }

  @FieldResolver(() => EventConnection, {
    description:
      'The events of earlier requests that it repeated, as the gateway stored them when it learnt of them. Those deleted with ' +
      'age are not among them, nor those that this request itself told first and then again: `repeatedEventCount` counts ' +
      'both. Errors: BAD_USER_INPUT.',
  })
  repeatedEvents(
    @Root() delivery: WebhookDelivery,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: GatewayContext,
  ): Promise<Connection<EventType>> {
    return pageOf(delivery, args, context, false);
  }
}

function pageOf(
  { view }: WebhookDelivery,
  args: PageArgs,
  { log }: GatewayContext,
  isNew: boolean,
): Promise<Connection<EventType>> {
  const { first, last, after, before } = pageRequestOf(args);
  return deliveredEventsPage(view, isNew, {
    after: after === undefined ? 0 : placeOf(log, after),
    before: before === undefined ? Number.POSITIVE_INFINITY : placeOf(log, before, 'before'),
    count: last ?? first ?? DEFAULT_PAGE,
    isForward: last === undefined,
  });
}

/**
 * A delivery that the caller may see.
 *
 * @throws NotFoundError, ForbiddenError
 */
export async function findDelivery(
  { caller, deliveries }: GatewayContext,
  id: string,
): Promise<WebhookDelivery> {
  const record = await deliveries.find(id);
  if (!record) throw new NotFoundError(`There is no webhook request ${id.slice(0, 60)}.`);
  return webhookDeliveryOf(new DeliveryView(record, caller, new DeliveredEvents(deliveries)));
}
