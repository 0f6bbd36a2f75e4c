import type { Hub } from '../events/hub';
import type { EventLog } from '../events/types';
import type { GraphSession } from '../graph/session';
import type { MessageHistory } from '../history/types';
import type { Caller } from './caller';
import type { MediaLinks } from './media/media-links';
import type { Ownership } from './ownership';

/** What every resolver is given: who asks, and the parts of the gateway. One per operation. */
export interface GatewayContext {
  caller: Caller;
  /** Aborts when the caller goes away. */
  signal: AbortSignal;
  graph: GraphSession;
  ownership: Ownership;
  history: MessageHistory;
  log: EventLog;
  hub: Hub;
  /** Makes links to files. */
  mediaLinks: MediaLinks;
  /** Meta's app that the gateway acts for, where it is known. */
  appId?: string | undefined;
}
