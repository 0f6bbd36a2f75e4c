import type { StoredEvent } from '../events/types';
import { type Activity, ActivityList } from './activities';
import { windowOpenedBy } from './calls';
import type { ContactBook } from './contact-book';
import { cameInTime } from './windows';

/** A call that opened the service window. */
interface Call {
  phoneNumberId: string;
  accountId: string;
  contact: number;
  at: number;
  isInTime: boolean;
}

/** The calls of a batch, as far as conversations have to know of them: they are no messages, but open the service window. */
export class CallBook {
  readonly #calls: Call[] = [];

  constructor(private readonly contacts: ContactBook) {}

  /** What conversations have to be told, with the contacts as the batch left them. */
  get activities(): Activity[] {
    const found = new ActivityList();
    for (const { phoneNumberId, accountId, contact, at, isInTime } of this.#calls) {
      const contactId = this.contacts.current(contact);
      found.add({
        phoneNumberId,
        peer: `contact:${contactId}`,
        contactId,
        groupId: null,
        accountId,
        lastInboundAt: null,
        windowOpenedAt: at,
        windowCertainAt: isInTime ? at : null,
        entryPointUntil: null,
      });
    }
    return found.all;
  }

  /** An event of the log; one that is not about a call leaves the book as it is. */
  apply(event: StoredEvent): void {
    const at = event.messageId === undefined ? windowOpenedBy(event) : undefined;
    const { phoneNumberId, accountId, person } = event;
    if (at === undefined || phoneNumberId === undefined || !person) return;
    const contact = this.contacts.resolve(person, at, accountId);
    if (contact === undefined) return;
    this.#calls.push({ phoneNumberId, accountId, contact, at, isInTime: cameInTime(at, event.receivedAt) });
  }
}
