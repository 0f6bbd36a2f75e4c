import type { Generated } from 'kysely';

/** Times are milliseconds since 1970; JSON columns hold JSON text. */
export interface EventsTable {
  seq: Generated<number>;
  id: string;
  dedupe_key: string;
  kind: string;
  field: string;
  account_id: string;
  phone_number_id: string | null;
  user_id: string | null;
  parent_user_id: string | null;
  wa_id: string | null;
  message_id: string | null;
  type: string | null;
  occurred_at: number | null;
  received_at: number;
  person: string | null;
  /** Characters of `context` and `payload`. */
  size: number;
  context: string;
  payload: string;
}

export interface SentMessagesTable {
  seq: Generated<number>;
  id: string;
  account_id: string | null;
  phone_number_id: string;
  person: string | null;
  group_id: string | null;
  type: string;
  payload: string;
  sent_at: number;
  biz_opaque_callback_data: string | null;
  /** Meta's code, where it refused the message at once: its `id` is the gateway's own then. */
  refused_with: number | null;
}

/** Where a projection stands in what it reads. `version` grows with every step, so that two writers can't both take one. */
export interface ProjectionsTable {
  name: string;
  log_seq: number;
  sent_seq: number;
  version: number;
}

export interface ContactsTable {
  id: number;
  user_id: string | null;
  parent_user_id: string | null;
  wa_id: string | null;
  username: string | null;
  name: string | null;
  seen_at: number;
  /** When they last got other ids; null: never. */
  moved_at: number | null;
}

/** What the events and sends of an account said of a contact: who may see some accounts only is told no more. */
export interface ContactMentionsTable {
  contact_id: number;
  account_id: string;
  /** Of `person`, which may be too long for an index. */
  hash: string;
  /** Identifiers and names as JSON; an empty identifier says that it is theirs no more. */
  person: string;
  said_at: number;
}

/** An id that a contact had until a time: a BSUID, a parent's, or a phone. */
export interface FormerIdsTable {
  identifier: string;
  contact_id: number;
  until_at: number;
}

/** What somebody said about marketing messages of a phone number. */
export interface MarketingWishesTable {
  contact_id: number;
  phone_number_id: string;
  said_at: number;
  wish: 'stop' | 'resume';
  account_id: string;
  /** Orders what was said at the same time; the last place, where it was said more than once then. */
  place: string;
}

/** Messages that were marked as read through this gateway: a source, like `sent_messages`. */
export interface ReadMarksTable {
  message_id: string;
  marked_at: number;
}

export interface MessagesTable {
  id: string;
  direction: 'INBOUND' | 'OUTBOUND';
  account_id: string | null;
  phone_number_id: string | null;
  /** Who it is talked with: `contact:<id>` or `group:<group id>`. */
  peer: string | null;
  contact_id: number | null;
  group_id: string | null;
  type: string | null;
  payload: string | null;
  occurred_at: number;
  /** 1 when `occurred_at` is the message's own time, 0 while it is only that of its earliest status. */
  is_dated: number;
  status: string;
  biz_opaque_callback_data: string | null;
  /** 1 when it is a customer's and there is something in it to read. */
  is_to_read: number;
  /** 1 when the customer came by an ad or a post. */
  is_referred: number;
  /** Orders messages of the same time. */
  place: string;
}

export interface MessageStatusesTable {
  message_id: string;
  event_id: string;
  status: string;
  occurred_at: number;
  payload: string;
}

export interface ConversationsTable {
  phone_number_id: string;
  peer: string;
  contact_id: number | null;
  group_id: string | null;
  account_id: string | null;
  last_message_at: number;
  last_inbound_at: number | null;
  /** When the person last wrote or called, which opens the service window. */
  window_opened_at: number | null;
  /** When they last did so of which the webhook came in the time in which Meta delivers. */
  window_certain_at: number | null;
  /** When a message that came by an ad was first answered, within a day: the newest such time. */
  entry_point_answered_at: number | null;
  /** Until when the free entry point is open, as statuses said. */
  entry_point_until: number | null;
  /** Time of the newest message that was marked as read. */
  read_up_to: number | null;
  /** Its place among messages of that time. */
  read_up_to_place: string | null;
}

/** The gateway's tables, as Kysely sees them. */
export interface Schema {
  events: EventsTable;
  sent_messages: SentMessagesTable;
  projections: ProjectionsTable;
  contacts: ContactsTable;
  contact_mentions: ContactMentionsTable;
  messages: MessagesTable;
  message_statuses: MessageStatusesTable;
  conversations: ConversationsTable;
  former_ids: FormerIdsTable;
  marketing_wishes: MarketingWishesTable;
  read_marks: ReadMarksTable;
}
