import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DELIVERY_STATUS } from '../../events/deliveries/types';
import { connectionOf } from '../graphql/connection';
import { NodeType, TYPE_NAME } from '../graphql/node';
import { DateTimeScalar } from '../graphql/scalars';
import { make } from '../messages/read';
import { signatureOf, WebhookOutcome, WebhookSignature } from './delivery-enums';
import type { DeliveryView } from './delivery-view';

@ObjectType({ simpleResolvers: true, description: 'One change in a webhook: of an account, in one field.' })
export class WebhookChange {
  @Field(() => String, { description: "Meta's webhook field: `messages`, `account_update`, …" })
  field!: string;

  @Field(() => ID, {
    description: 'The account (WABA) that its events belong to; empty where Meta named none.',
  })
  accountId!: string;

  @Field(() => Int, {
    description:
      'How many events it was split into: one for each message, status or call; else one for the whole.',
  })
  eventCount!: number;
}

@ObjectType({
  implements: NodeType,
  simpleResolvers: true,
  description:
    "A webhook request as it came. Meta gives it no id: this one is the gateway's own. Callers confined to some accounts " +
    'see what it says of those alone, and requests about none of them not at all. Kept as long as events are; of requests ' +
    'that were refused at most the last 1,000 of each outcome, and never their body. Needs the scope `events:subscribe`.',
})
export class WebhookDelivery extends NodeType {
  readonly [TYPE_NAME]!: 'WebhookDelivery';

  @Field(() => DateTimeScalar, { description: 'When its body had arrived.' })
  receivedAt!: Date;

  @Field(() => WebhookOutcome, { description: 'What became of it.' })
  outcome!: keyof typeof WebhookOutcome;

  @Field(() => Int, { description: 'The HTTP status that it was answered with.' })
  httpStatus!: number;

  @Field(() => WebhookSignature, { description: 'What the check of its signature said.' })
  signature!: keyof typeof WebhookSignature;

  @Field(() => Int, {
    nullable: true,
    description:
      'Bytes of the body; of one that was too large, as many as were read. Null when it also says something of accounts ' +
      'that the API key is not confined to.',
  })
  size!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Milliseconds from its arrival until its events were on disk. Null when it was refused, or when the gateway ended ' +
      'before it was noted.',
  })
  durationMs!: number | null;

  @Field(() => [WebhookChange], {
    description: 'How it was split: its changes, in the order of the body. Empty for one that was not read.',
  })
  changes!: WebhookChange[];

  @Field(() => Int, { description: 'How many events are in it.' })
  eventCount!: number;

  /** What its other fields are read from. */
  view!: DeliveryView;
}

export function webhookDeliveryOf(view: DeliveryView): WebhookDelivery {
  const { id, receivedAt, outcome, size, receipt } = view.record;
  return make(WebhookDelivery, {
    [TYPE_NAME]: 'WebhookDelivery',
    id,
    receivedAt,
    outcome,
    httpStatus: DELIVERY_STATUS[outcome],
    signature: signatureOf(outcome),
    size: view.isWhole ? size : null,
    durationMs: receipt ? receipt.durationUs / 1_000 : null,
    changes: view.changes.map(({ field, accountId, events }) =>
      make(WebhookChange, { field, accountId, eventCount: events }),
    ),
    eventCount: view.eventCount,
    view,
  });
}

export const WebhookDeliveryConnection = connectionOf(
  () => WebhookDelivery,
  'WebhookDelivery',
  'webhook requests',
);
