import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasObject } from '../fits';
import { EnumField, FloatField, IdField, PartField, PartsField, TextField, TimeField } from '../payload';
import { TrackingEvent } from './tracking-event';

const AutomaticEventName = openEnum('AutomaticEventName', 'What Meta recognised in a chat.', {
  LEAD_SUBMITTED: 'The person left their details (`LeadSubmitted`).',
  PURCHASE: 'The person bought something (`Purchase`).',
});

@ObjectType({ simpleResolvers: true, description: 'What was bought for (`custom_data`).' })
export class AutomaticEventData {
  @TextField('currency', 'The currency, three letters (ISO 4217).')
  currency!: string | null;

  @FloatField('value', 'The amount, in units of the currency.')
  value!: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A lead or a purchase that Meta recognised in a chat which an ad led to.',
})
export class AutomaticEvent {
  @IdField('id', 'wamid of the message that it was recognised in.')
  messageId!: string | null;

  @EnumField(AutomaticEventName, 'event_name', 'What it is.')
  eventName!: string | null;
  eventNameRaw!: string | null;

  @TimeField('timestamp', 'When it happened.')
  timestamp!: Date | null;

  @IdField('ctwa_clid', 'Id of the click on the ad, to report the conversion with.')
  ctwaClid!: string | null;

  @PartField(() => AutomaticEventData, 'custom_data', 'What was paid; purchases only.')
  customData!: AutomaticEventData | null;
}

@ObjectType({
  implements: [EventType, TrackingEvent],
  simpleResolvers: true,
  description: 'Meta recognised leads or purchases in chats that ads led to (`automatic_events`).',
})
export class AutomaticEventsReported extends TrackingEvent {
  @PartsField(() => AutomaticEvent, 'automatic_events', 'What was recognised.')
  automaticEvents!: AutomaticEvent[];
}

export const automaticEventsReported = declaredEvent({
  kind: 'AUTOMATIC_EVENTS_REPORTED',
  type: AutomaticEventsReported,
  description: 'Meta recognised leads or purchases',
  fields: ['automatic_events'],
  fits: hasObject('automatic_events'),
});
