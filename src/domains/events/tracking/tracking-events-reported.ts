import { ObjectType } from 'type-graphql';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { PartsField } from '../payload';
import { TrackingEvent } from './tracking-event';
import { UserAction } from './user-action';

@ObjectType({
  implements: [EventType, TrackingEvent],
  simpleResolvers: true,
  description:
    'Recipients did something with marketing messages (`tracking_events`). Meta does not document its shape: see `payload`.',
})
export class TrackingEventsReported extends TrackingEvent {
  @PartsField(
    () => UserAction,
    ['tracking_events', 'user_actions'],
    'What they did, as far as it is understood.',
  )
  userActions!: UserAction[];
}

export const trackingEventsReported = declaredEvent({
  kind: 'TRACKING_EVENTS_REPORTED',
  type: TrackingEventsReported,
  description: 'Recipients did something with marketing messages',
  fields: ['tracking_events'],
  // Meta documents no shape of it to tell it by.
  fits: () => true,
});
