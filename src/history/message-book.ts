import { readCallbackData } from '../common/callback-data';
import { isObject, textOf } from '../common/json';
import { groupIdOf, isGroupStatus } from '../events/people';
import { storedId } from '../events/stored-id';
import type { PersonRef, StoredEvent } from '../events/types';
import type { MessagesTable } from '../store/schema';
import type { Activity } from './activities';
import { blankMessage } from './blank-message';
import type { ContactBook } from './contact-book';
import { entryPointUntil } from './entry-point';
import { extentOf, leftBy, type MessageChange, type NewStatus } from './message-change';
import { type PastMessage, PLACEHOLDER, pastMessagesIn } from './past-messages';
import { placeAmongSends, placeInLog } from './place';
import type { RecordedSend } from './sent-messages';
import { advance, FAILED, isOfMessage } from './status-order';
import { timeOf } from './time-of';
import { cameInTime } from './windows';

/** Messages of a customer that do not count as unread: they change something else, or report something. */
const NOT_TO_READ = new Set(['system', 'reaction', 'edit', 'revoke', 'request_welcome']);

/**
 * The messages of a batch, put together from what was sent and from what the log says. The result is the same in whatever
 * order the parts come: a status may come first, and the record of the send itself last.
 */
export class MessageBook {
  readonly #messages = new Map<string, MessagesTable>();
  readonly #changed = new Set<MessagesTable>();
  readonly #entryPoints = new Map<string, number>();
  /** Messages that came live (not as part of a number's history), and those of them that came while Meta still delivers. */
  readonly #heard = new Set<string>();
  readonly #inTime = new Set<string>();
  readonly #statuses = new Map<string, NewStatus[]>();
  /** The messages as the database had them before the batch. */
  readonly #before = new Map<string, Readonly<MessagesTable>>();

  constructor(
    messages: readonly MessagesTable[],
    private readonly contacts: ContactBook,
  ) {
    for (const message of messages) {
      this.#messages.set(message.id, message);
      this.#before.set(message.id, { ...message });
    }
  }

  /** What the batch brought of each message, with its contact and peer as the batch left them. */
  get changes(): MessageChange[] {
    return [...this.#changed].map((message) => {
      Object.assign(message, this.#whereabouts(message));
      const before = this.#before.get(message.id);
      const extent = extentOf(before, message);
      const statuses = this.#statuses.get(message.id) ?? [];
      const hasFailed = (before?.status === FAILED) !== (message.status === FAILED);
      if (extent !== 'ALL' && !hasFailed && !this.#entryPoints.has(message.id))
        return { message, extent, statuses };
      const left = leftBy(before, message);
      return { message, extent, statuses, ...this.#activityOf(message), ...(left && { left }) };
    });
  }

  #activityOf(message: MessagesTable): { activity?: Activity } {
    const { phone_number_id: phoneNumberId, peer } = message;
    if (phoneNumberId === null || peer === null) return {};
    // The system's messages are about the customer, not from them.
    const wroteAt = message.direction === 'INBOUND' && message.type !== 'system' ? message.occurred_at : null;
    const isPerson = message.group_id === null;
    return {
      activity: {
        phoneNumberId,
        peer,
        contactId: isPerson ? message.contact_id : null,
        groupId: message.group_id,
        accountId: message.account_id,
        lastInboundAt: wroteAt,
        // A message of the past opened no window: the number was not at the Cloud API then.
        windowOpenedAt: isPerson && this.#heard.has(message.id) ? wroteAt : null,
        windowCertainAt: isPerson && this.#inTime.has(message.id) ? wroteAt : null,
        entryPointUntil: isPerson ? (this.#entryPoints.get(message.id) ?? null) : null,
      },
    };
  }

  /** An event of the log; one that is not about messages leaves the book as it is. */
  apply(event: StoredEvent): void {
    for (const [index, past] of pastMessagesIn(event).entries()) {
      this.#remembered(event, past, placeInLog(event.seq, index));
    }
    const { messageId } = event;
    if (messageId === undefined) return;
    if (event.kind === 'message') this.#received(event, messageId);
    else if (event.kind === 'status') this.#reported(event, messageId);
    else this.#echoed(event, messageId);
  }

  sent({ seq, message: sent }: RecordedSend): void {
    const at = sent.sentAt.getTime();
    const place = placeAmongSends(seq);
    const message = this.#entry(sent.id, 'OUTBOUND', at, place);
    message.account_id ??= sent.accountId ?? null;
    message.phone_number_id ??= sent.phoneNumberId;
    message.group_id ??= sent.groupId ?? null;
    message.biz_opaque_callback_data ??= sent.bizOpaqueCallbackData ?? null;
    this.#fill(message, sent.type, sent.payload, at, place);
    if (sent.person) this.#link(message, sent.person, at, sent.accountId);
  }

  #received(event: StoredEvent, id: string): void {
    const at = timeOf(event);
    const place = placeInLog(event.seq);
    const message = this.#entry(id, 'INBOUND', at, place);
    message.direction = 'INBOUND';
    message.status = 'RECEIVED';
    this.#heard.add(id);
    if (cameInTime(at, event.receivedAt)) this.#inTime.add(id);
    message.is_to_read = NOT_TO_READ.has(event.type ?? '') ? 0 : 1;
    message.is_referred = isObject(event.payload.referral) ? 1 : 0;
    this.#place(message, event, textOf(event.payload.group_id));
    this.#fill(message, event.type ?? null, JSON.stringify(event.payload), at, place);
    if (event.person) this.#link(message, event.person, at, event.accountId);
  }

  /** A message from before the number came to the Cloud API: it does not count as unread, and what came live says more. */
  #remembered(event: StoredEvent, past: PastMessage, place: string): void {
    const { id, isOurs, payload, person, at, status } = past;
    const message = this.#entry(id, isOurs ? 'OUTBOUND' : 'INBOUND', at, place);
    this.#place(message, event, textOf(payload.group_id));
    if (lacksContent(message)) {
      this.#fill(message, textOf(payload.type) ?? null, JSON.stringify(payload), at, place);
    }
    if (message.direction === 'OUTBOUND' && status !== undefined) {
      message.status = advance(message.status, status === 'ERROR' ? 'FAILED' : status, false);
    }
    if (person) this.#link(message, person, at, event.accountId);
  }

  /** A message that the business sent without the gateway: with the WhatsApp Business app, or another solution. */
  #echoed(event: StoredEvent, id: string): void {
    const at = timeOf(event);
    const place = placeInLog(event.seq);
    const message = this.#entry(id, 'OUTBOUND', at, place);
    this.#place(message, event, textOf(event.payload.group_id));
    // Where the gateway sent the message itself, its own record says more.
    if (lacksContent(message))
      this.#fill(message, event.type ?? null, JSON.stringify(event.payload), at, place);
    if (event.person) this.#link(message, event.person, at, event.accountId);
  }

  #reported(event: StoredEvent, id: string): void {
    const at = timeOf(event);
    const status = (event.type ?? 'unknown').toUpperCase();
    const isToGroup = isGroupStatus(event.payload);
    const place = placeInLog(event.seq);
    const message = this.#entry(id, 'OUTBOUND', at, place);
    this.#place(message, event, groupIdOf(event.payload));
    const { own } = readCallbackData(textOf(event.payload.biz_opaque_callback_data));
    message.biz_opaque_callback_data ??= own ?? null;
    if (message.is_dated === 0 && isEarlier({ occurred_at: at, place }, message)) {
      message.occurred_at = at;
      message.place = place;
    }
    if (message.direction === 'OUTBOUND' && isOfMessage(event.payload)) {
      message.status = advance(message.status, status, isToGroup);
    }
    const until = entryPointUntil(event);
    if (until !== undefined) this.#entryPoints.set(id, Math.max(this.#entryPoints.get(id) ?? until, until));
    const payload = JSON.stringify(event.payload);
    const reported = { messageId: id, eventId: event.id, status, occurredAt: at, payload };
    const known = this.#statuses.get(id);
    if (known) known.push(reported);
    else this.#statuses.set(id, [reported]);
    if (!event.person) return;
    // The status names a member of the group, who becomes a contact; the message went to the group.
    if (isToGroup) this.contacts.resolve(event.person, at, event.accountId);
    else this.#link(message, event.person, at, event.accountId);
  }

  #entry(id: string, direction: MessagesTable['direction'], at: number, place: string): MessagesTable {
    const message = this.#messages.get(id) ?? blankMessage(id, direction, at, place);
    this.#messages.set(id, message);
    this.#changed.add(message);
    return message;
  }

  #place(message: MessagesTable, event: StoredEvent, groupId: string | undefined): void {
    // Meta knows the account; the record of a send only has what the sender assumed.
    if (event.accountId !== '') message.account_id = event.accountId;
    message.phone_number_id = event.phoneNumberId ?? message.phone_number_id;
    message.group_id ??= groupId === undefined ? null : storedId(groupId);
  }

  #fill(message: MessagesTable, type: string | null, payload: string, at: number, place: string): void {
    // A message that is told again, as when its file comes later, keeps its place.
    const isToldAgain = message.is_dated === 1 && message.occurred_at === at && message.place < place;
    if (!isToldAgain) message.place = place;
    message.type = type;
    message.payload = payload;
    message.occurred_at = at;
    message.is_dated = 1;
  }

  /** A message between two has one person on the other side: two contacts that it names are the same one. */
  #link(message: MessagesTable, person: PersonRef, at: number, accountId: string | undefined): void {
    const found = this.contacts.resolve(person, at, accountId);
    if (found === undefined) return;
    if (message.contact_id === null) message.contact_id = found;
    else if (message.group_id === null) this.contacts.join(message.contact_id, found);
  }

  #whereabouts(message: MessagesTable): Pick<MessagesTable, 'contact_id' | 'peer'> {
    const contactId = message.contact_id === null ? null : this.contacts.current(message.contact_id);
    if (message.group_id !== null) return { contact_id: contactId, peer: `group:${message.group_id}` };
    return { contact_id: contactId, peer: contactId === null ? null : `contact:${contactId}` };
  }
}

type Order = Pick<MessagesTable, 'occurred_at' | 'place'>;

function isEarlier(one: Order, other: Order): boolean {
  return (
    one.occurred_at < other.occurred_at || (one.occurred_at === other.occurred_at && one.place < other.place)
  );
}

/** Whether the content of a message is not known yet: all that came so far is a status, or that it had a file. */
function lacksContent({ is_dated: isDated, type }: MessagesTable): boolean {
  return isDated === 0 || type === PLACEHOLDER;
}
