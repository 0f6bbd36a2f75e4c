import type { JsonObject } from '../common/json';
import type { NewDelivery } from './deliveries/types';

/** What became of one item of a webhook: a message, a status, or a whole change. */
export type EventKind = 'message' | 'status' | 'change';

/** Who an event is about. Since 2026 each of the identifiers is optional; the BSUID comes first. */
export interface PersonRef {
  /** Business-scoped user id (BSUID), such as `US.1349…`. */
  userId?: string;
  /** Parent BSUID, shared by a family of portfolios: `US.ENT.…`. */
  parentUserId?: string;
  /** WhatsApp id: the phone number's digits. */
  waId?: string;
  username?: string;
  name?: string;
}

/** One event as the receiver makes it from a webhook, before it has a place in the log. */
export interface NewEvent {
  /** The same for every delivery of the same item; unique in the log. */
  dedupeKey: string;
  kind: EventKind;
  /** Meta's webhook field: `messages`, `message_template_status_update`, … */
  field: string;
  /** WABA id (`entry.id`). */
  accountId: string;
  /** From `value.metadata`; absent where the change is not about a phone number. */
  phoneNumberId?: string;
  /** The customer's side of a message or a status. */
  person?: PersonRef;
  /** wamid of the message or the status. */
  messageId?: string;
  /** Meta's message `type`, for messages; the `status`, for statuses. */
  type?: string;
  /** When it happened by Meta's clock. */
  occurredAt?: Date;
  /** The item as Meta sent it: unknown keys included, integers beyond 2^53 as strings. */
  payload: JsonObject;
  /** What stood around the item in the change: `metadata`, `contacts` (the matching one only). */
  context: JsonObject;
}

/** An event in the log. */
export interface StoredEvent extends NewEvent {
  /** Identity of the log that it is in. */
  log: string;
  /** Place in the log: grows by commit order, never reused. */
  seq: number;
  /** Stable id, the same after a redelivery. */
  id: string;
  receivedAt: Date;
  /** The webhook request that it first came with; absent for events of a time in which requests were not kept. */
  deliveryId?: string;
  /** Characters of `payload` and `context` as stored: what holding the event in memory costs, roughly. */
  size: number;
}

/** Which events a reader wants. Each list is an "any of"; the lists are joined by "and". Absent: no restriction. */
export interface EventFilter {
  accountIds?: string[];
  phoneNumberIds?: string[];
  /** BSUIDs, parent BSUIDs or phone digits. */
  contacts?: string[];
  kinds?: EventKind[];
  /** Meta's webhook fields. */
  fields?: string[];
  /** Message types of messages, status values of statuses. */
  types?: string[];
  /** wamids. */
  messageIds?: string[];
}

export interface AppendResult {
  /** How many of the events were new. */
  stored: number;
  /** How many the log already held. */
  repeated: number;
}

/** The ordered durable log that everything live reads from. */
export interface EventLog {
  /** Tells this log from those of other databases; the same for every process that shares it. */
  readonly identity: string;
  /** Place of the newest event that this process has heard of. Costs nothing to ask. */
  readonly known: number;
  /**
   * Resolves after the events are durable, and with them the request that brought them; rejects when they could not be
   * stored.
   */
  append(events: NewEvent[], delivery?: NewDelivery): Promise<AppendResult>;
  /**
   * Events after `after`, in order, at most `limit`; fewer when so many would be too large to hold at once (history
   * events are megabytes). None only when nothing more matches.
   *
   * @throws CursorTooOldError when events after `after` were deleted; never from 0 on
   */
  read(after: number, limit: number, filter?: EventFilter): Promise<StoredEvent[]>;
  /**
   * Events before `before`, the newest first, at most `limit`; fewer when so many would be too large to hold at once. None
   * only when nothing older that matches is left: those that were deleted are not missed.
   */
  readBack(before: number, limit: number, filter?: EventFilter): Promise<StoredEvent[]>;
  /**
   * As `read` of everything, for who keeps up with the log: what this process appended a moment ago comes from memory,
   * even if it was deleted meanwhile.
   */
  readOn(after: number, limit: number): Promise<StoredEvent[]>;
  /**
   * `seq` of the newest event, 0 when there is none. Events whose `append` had resolved before the call are at or before
   * it; events whose `append` is called later are after it.
   */
  head(): Promise<number>;
  /** Events up to `trimmedTo` are deleted: a cursor before it is too old. With when the oldest that is left was received. */
  oldest(): Promise<{ trimmedTo: number; receivedAt?: Date }>;
  /** A place such that every event received at or after the time lies after it; some that are older may as well. */
  placeBefore(time: Date): Promise<number>;
  /** A place such that every event received before the time, and known by now, lies at or before it. */
  placeAfter(time: Date): Promise<number>;
  /** Calls back (coalesced, at least once) after new events became readable. Returns the way to stop. */
  onAppend(listener: () => void): () => void;
  close(): Promise<void>;
}
