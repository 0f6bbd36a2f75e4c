import type { StoredEvent } from '../events/types';
import type { RecordedSend } from './sent-messages';

/** What one of the history's two sources tells. */
export type Told = { event: StoredEvent; send?: never } | { send: RecordedSend; event?: never };

/** What was read of each source. */
export interface ReadAhead {
  events: readonly StoredEvent[];
  sent: readonly RecordedSend[];
  /** Whether there is more of it than was read. */
  hasMore: { events: boolean; sent: boolean };
}

/**
 * Both sources in the order in which the gateway came to know of it, as far as that is certain: where one was read to the
 * end and goes on, what is left of the other may be later. Who has which number or id changes with time, so that a history
 * that is made anew in another order would be another one.
 */
export function inOrderOfTime({ events, sent, hasMore }: ReadAhead): Told[] {
  const told: Told[] = [];
  let [nextEvent, nextSend] = [0, 0];
  for (;;) {
    const event = events[nextEvent];
    const send = sent[nextSend];
    if (!event && (!send || (events.length > 0 && hasMore.events))) return told;
    if (!send && sent.length > 0 && hasMore.sent) return told;
    if (send && (!event || send.message.sentAt <= event.receivedAt)) {
      told.push({ send });
      nextSend += 1;
    } else if (event) {
      told.push({ event });
      nextEvent += 1;
    }
  }
}
