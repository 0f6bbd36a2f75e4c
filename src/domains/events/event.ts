import { Field, ID, InterfaceType } from 'type-graphql';
import type { JsonObject } from '../../common/json';
import { encodeEventCursor } from '../../events/cursor';
import type { StoredEvent } from '../../events/types';
import { ConcreteType } from '../../planner/declare';
import { DateTimeScalar, JsonScalar } from '../graphql/scalars';

/** The GraphQL type of an event: its class has the same name. */
export function eventTypeName(event: unknown): string | undefined {
  return event instanceof EventType ? event.constructor.name : undefined;
}

/**
 * What every event has. The type of a value is found by its class: `resolveType` of type-graphql is asynchronous, which
 * each subscriber would pay for with each event.
 */
@InterfaceType('Event', {
  description:
    'Something that Meta reported by webhook: one event for each message, each status, each change. Kinds that have no ' +
    'type of their own yet, and values that have not the shape they should have, are `UnknownEvent`.',
})
@ConcreteType(eventTypeName)
export class EventType {
  @Field(() => ID, { description: 'Id of the event: the same after a redelivery, so that it is told once.' })
  id!: string;

  @Field(() => String, {
    description: 'Its place in the log. Given as `after`, everything that follows comes, and nothing twice.',
  })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: 'When the gateway received it.' })
  receivedAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it happened, by Meta's clock, where Meta says.",
  })
  occurredAt!: Date | null;

  @Field(() => String, { description: "Meta's webhook field: `messages`, `account_update`, …" })
  field!: string;

  @Field(() => ID, {
    description: 'The account (WABA) it belongs to. For `partner_solutions` it is the business portfolio.',
  })
  accountId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'The business phone number it is about, where it is about one. Meta names some as they are written only: then it is ' +
      'null, unless an earlier message or status of the number came with both.',
  })
  phoneNumberId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The webhook request that brought it: `webhookDelivery(id:)`. Null for events of before requests were kept.',
  })
  deliveryId!: string | null;

  @Field(() => JsonScalar, {
    description:
      "The item as Meta sent it: the message, the status, or the change's `value`; unknown keys included, integers beyond 2^53 as strings.",
  })
  payload!: JsonObject;
}

/** The fields that every event has. */
export function commonFieldsOf(stored: StoredEvent): EventType {
  return {
    id: stored.id,
    cursor: encodeEventCursor(stored.seq, stored.log),
    receivedAt: stored.receivedAt,
    occurredAt: stored.occurredAt ?? null,
    field: stored.field,
    accountId: stored.accountId,
    phoneNumberId: stored.phoneNumberId ?? null,
    deliveryId: stored.deliveryId ?? null,
    payload: stored.payload,
  };
}
