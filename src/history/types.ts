import type { JsonObject } from '../common/json';
import type { PersonRef } from '../events/types';

export type MessageDirection = 'INBOUND' | 'OUTBOUND';

/** One status of a message as Meta reported it. */
export interface StatusRecord {
  status: string;
  occurredAt: Date;
  /** The status object as Meta sent it: pricing, conversation, errors, recipient… */
  payload: JsonObject;
}

/** A message of the stored history. */
export interface MessageRecord {
  /** wamid */
  id: string;
  direction: MessageDirection;
  accountId?: string;
  phoneNumberId?: string;
  /** Absent while only statuses of it are known and none named a person. */
  contact?: ContactRecord;
  groupId?: string;
  /** Absent while only its statuses are known. */
  type?: string;
  /** The message object: as received, or as sent. Absent while only its statuses are known. */
  payload?: JsonObject;
  /** Sent at, received at (Meta's clock). */
  occurredAt: Date;
  /** ACCEPTED until the first status of an outbound message; RECEIVED for inbound; else Meta's, upper-case. Never goes backwards; FAILED is final. */
  status: string;
  statuses: StatusRecord[];
  bizOpaqueCallbackData?: string;
}

/** A person a business talks with. Identity: BSUID first, phone second; the two are joined when they meet. */
export interface ContactRecord extends PersonRef {
  /** Stable key of ours. */
  key: string;
}

export interface ConversationRecord {
  /** `<phoneNumberId>:<contact key>` or `<phoneNumberId>:group:<group id>` */
  id: string;
  phoneNumberId: string;
  accountId?: string;
  contact?: ContactRecord;
  groupId?: string;
  /** Of the last message; where only calls are known, of the last of them. */
  lastMessageAt: Date;
  /** wamid of the last message, either way. */
  lastMessageId?: string;
  /** When the customer last wrote; messages of the system are not theirs. */
  lastInboundAt?: Date;
  /** When the customer last wrote or called. */
  windowOpenedAt?: Date;
  /** Until when the free entry point is, or was, open. */
  entryPointUntil?: Date;
  /** Messages of the customer's since the last that was marked as read. */
  unreadCount: number;
}

/** Somebody wants no marketing messages of a phone number. */
export interface MarketingOptOut {
  phoneNumberId: string;
  accountId: string;
  since: Date;
}

/** To whom a message is about to go, from which number. */
export interface Addressee {
  phoneNumberId: string;
  /** As a caller gives it: phone digits, BSUID or parent BSUID. */
  identifier: string;
}

/** A page of a list, by keyset: `before`/`after` are opaque cursors the store made. */
export interface PageRequest {
  first?: number;
  after?: string;
  last?: number;
  before?: string;
}
export interface Page<T> {
  items: { cursor: string; node: T }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** An outbound message that Meta accepted, as `sendMessage` records it. */
export interface SentMessage {
  id: string;
  accountId?: string;
  phoneNumberId: string;
  /** Who it went to: `waId`/`userId` as Meta's answer named them, else as asked. */
  person?: PersonRef;
  groupId?: string;
  type: string;
  /** The message object as sent to Meta. */
  payload: JsonObject;
  sentAt: Date;
  bizOpaqueCallbackData?: string;
}

/** A message that Meta refused for what it knows of the person. */
export interface RefusedMessage {
  message: Omit<SentMessage, 'id'>;
  metaCode: number;
}

/** What is read of message history. */
export interface HistoryReads {
  message(id: string): Promise<MessageRecord | undefined>;
  messages(ids: readonly string[]): Promise<(MessageRecord | undefined)[]>;
  /** Newest last message first. */
  conversations(phoneNumberId: string, page: PageRequest): Promise<Page<ConversationRecord>>;
  conversation(id: string): Promise<ConversationRecord | undefined>;
  /** Newest first. */
  conversationMessages(conversationId: string, page: PageRequest): Promise<Page<MessageRecord>>;
  /** Contact by BSUID, parent BSUID, phone digits or key. */
  contact(identifier: string): Promise<ContactRecord | undefined>;
  /** Numbers of which somebody wants no marketing messages. */
  marketingOptOuts(identifier: string): Promise<MarketingOptOut[]>;
}

/** Message history: a projection of the log, plus what this gateway sent. */
export interface MessageHistory extends HistoryReads {
  /**
   * The same for who may see these accounts only: people have the identifiers and names that events and sends of these
   * accounts gave them, and are found by no others.
   */
  asKnownTo(accounts: ReadonlySet<string>): MessageHistory;
  /** @param payloadJson the message's payload as JSON, where that is at hand */
  recordSent(message: SentMessage, payloadJson?: string): Promise<void>;
  /** Notes what a refusal proves of the person: that they stopped marketing messages. Any other proves nothing. */
  recordRefused(refused: RefusedMessage): Promise<void>;
  /** Notes that a received message, and so those of its conversation before it, is marked as read. */
  recordRead(messageId: string): Promise<void>;
  /**
   * When the customer service window to somebody closed, where the history proves that it did: they wrote or called, and
   * the last time is too long ago. Undefined when it is open, or nobody can tell.
   */
  windowClosedAt(to: Addressee, now: Date): Promise<Date | undefined> | undefined;
  /** Since when somebody wants no marketing messages of this number; undefined when nothing says so. */
  marketingOptedOutSince(to: Addressee): Promise<Date | undefined>;
  /** Applies everything the log holds now. */
  catchUp(): Promise<void>;
  close(): Promise<void>;
}
