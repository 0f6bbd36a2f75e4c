import { automaticEventsReported } from './automatic-events-reported';
import { trackingEventsReported } from './tracking-events-reported';
import { userActionsReported } from './user-actions-reported';

/** The events that count what people do. */
export const trackingEvents = [userActionsReported, trackingEventsReported, automaticEventsReported];
