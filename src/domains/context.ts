import type { Consumption } from '../common/consumption';
import type { DeliveryLog } from '../events/deliveries/delivery-log';
import type { Hub } from '../events/hub';
import type { EventLog } from '../events/types';
import type { GraphSession } from '../graph/session';
import type { MessageHistory } from '../history/types';
import type { Limits } from '../limits/open-limits';
import type { Broadcasts } from '../outbox/broadcasts';
import type { SendAttempts } from '../outbox/send-attempts';
import type { Caller } from './caller';
import type { MediaLinks } from './media/media-links';
import type { Turns } from './messages/send/turns';
import type { Ownership } from './ownership';
import type { TemplateChecks } from './templates/template-checks';

/** What every resolver is given: who asks, and the parts of the gateway. One per operation. */
export interface GatewayContext {
  caller: Caller;
  /** Aborts when the caller goes away. */
  signal: AbortSignal;
  graph: GraphSession;
  /** What the operation has taken from Meta's limits so far; absent where nobody asks, as for subscriptions. */
  consumption?: Consumption | undefined;
  /** Meta's limits; absent when they are switched off. */
  limits?: Limits | undefined;
  ownership: Ownership;
  /** Templates that messages name, and what Meta would refuse in them. */
  templates: TemplateChecks;
  history: MessageHistory;
  /** What is known of sends that must not be repeated. */
  sendAttempts: SendAttempts;
  /** Keeps the order of messages to one person. */
  turns: Turns;
  broadcasts: Broadcasts;
  log: EventLog;
  hub: Hub;
  /** The webhook requests of the past. */
  deliveries: DeliveryLog;
  /** Makes links to files. */
  mediaLinks: MediaLinks;
  /** Meta's app that the gateway acts for, where it is known. */
  appId?: string | undefined;
}
