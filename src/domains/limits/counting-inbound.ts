import type { DeliveryLog } from '../../events/deliveries/delivery-log';
import { newEventsOf } from '../../events/deliveries/new-events';
import type { EventLog, NewEvent } from '../../events/types';
import type { Limits } from '../../limits/open-limits';

type Appending = Pick<EventLog, 'append'>;

/** What counts of the limits here: whether replicas share them, and where what came in is noted. */
interface InboundLimits {
  shared: object | undefined;
  gate: Pick<Limits['gate'], 'noteInbound'>;
}

/**
 * The log for the receiver: what customers write counts for a number's throughput as soon as it is stored, once, also
 * where Meta repeats some of it in another webhook.
 *
 * @param deliveries says of a webhook with events that the log held already which were new
 */
export function countingInbound(
  log: Appending,
  limits: InboundLimits | undefined,
  deliveries: Pick<DeliveryLog, 'places'>,
): Appending {
  if (!limits?.shared) return log;
  const { gate } = limits;
  const note = (messages: readonly NewEvent[]) => {
    for (const [number, count] of countsOf(messages)) void gate.noteInbound(number, count);
  };
  return {
    append: async (events, delivery) => {
      const result = await log.append(events, delivery);
      const messages = result.stored > 0 ? events.filter(isInbound) : [];
      if (messages.length === 0) return result;
      if (result.repeated === 0 || !delivery) note(messages);
      else {
        newEventsOf(delivery, messages, deliveries).then(
          (isNew) => note(messages.filter(isNew)),
          // The database has just gone away: what counts twice only makes sends wait.
          () => note(messages),
        );
      }
      return result;
    },
  };
}

function isInbound({ kind, field, phoneNumberId }: NewEvent): boolean {
  return kind === 'message' && field === 'messages' && phoneNumberId !== undefined;
}

function countsOf(messages: readonly NewEvent[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { phoneNumberId = '' } of messages) {
    counts.set(phoneNumberId, (counts.get(phoneNumberId) ?? 0) + 1);
  }
  return counts;
}
