import { events } from './0001-events';
import { history } from './0002-history';
import { webhookDeliveries } from './0003-webhook-deliveries';
import { conversationWindows } from './0004-conversation-windows';
import { eventPeople } from './0005-event-people';
import { sendAttempts } from './0006-send-attempts';
import { broadcasts } from './0007-broadcasts';
import { eventLogFloor } from './0008-event-log-floor';
import { windowCertainty } from './0010-window-certainty';
import { limitAllowances } from './0011-limit-allowances';
import { eventLogIdentity } from './0012-event-log-identity';
import { contactMentions } from './0013-contact-mentions';
import { refusedSends } from './0014-refused-sends';
import { places } from './0015-places';
import { accountFacts } from './0016-account-facts';
import { claims } from './0017-claims';
import { packedReceipts } from './0018-packed-receipts';
import type { Migration } from './migration';

/** Every step of the schema, oldest first. */
export const migrations: readonly Migration[] = [
  events,
  history,
  webhookDeliveries,
  conversationWindows,
  eventPeople,
  sendAttempts,
  broadcasts,
  eventLogFloor,
  windowCertainty,
  limitAllowances,
  eventLogIdentity,
  contactMentions,
  refusedSends,
  places,
  accountFacts,
  claims,
  packedReceipts,
];
