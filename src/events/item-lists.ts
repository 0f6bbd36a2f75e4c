import { type JsonObject, textOf } from '../common/json';
import { addresseeOf, type NamedPerson, recipientOf, senderOf } from './people';
import type { EventKind } from './types';

/** How the items of one list in a change's value become events. */
export interface ItemList {
  key: string;
  kind: EventKind;
  person(item: JsonObject): NamedPerson;
  /** What the event's `type` says. */
  type(item: JsonObject): string | undefined;
  /** Whether the item's `id` is a message's. */
  isMessage: boolean;
}

const typeOf = (item: JsonObject) => textOf(item.type);
const echoes: ItemList = {
  key: 'message_echoes',
  kind: 'change',
  person: addresseeOf,
  type: typeOf,
  isMessage: true,
};

/** The lists whose items are events of their own, by field. Of every other field a change is one event. */
const ITEM_LISTS: Record<string, ItemList[] | undefined> = {
  messages: [
    { key: 'messages', kind: 'message', person: senderOf, type: typeOf, isMessage: true },
    {
      key: 'statuses',
      kind: 'status',
      person: recipientOf,
      type: (status) => textOf(status.status),
      isMessage: true,
    },
  ],
  smb_message_echoes: [echoes],
  message_echoes: [echoes],
  calls: [
    {
      key: 'calls',
      kind: 'change',
      person: calleeOrCaller,
      type: (call) => textOf(call.event),
      isMessage: false,
    },
    {
      key: 'statuses',
      kind: 'change',
      person: recipientOf,
      type: (status) => textOf(status.status),
      isMessage: false,
    },
  ],
};

/** What a value says about its items rather than being an event itself. */
export const DESCRIPTIVE = new Set(['messaging_product', 'metadata', 'contacts']);

/** The lists of a field's value whose items are events. */
export function itemListsOf(field: string): ItemList[] {
  return Object.hasOwn(ITEM_LISTS, field) ? (ITEM_LISTS[field] ?? []) : [];
}

/** Whether an item has the shape of its list's. */
export function isItem({ kind }: ItemList, item: JsonObject): boolean {
  if (kind === 'change') return true;
  return idOf(item) !== undefined && (kind === 'message' || textOf(item.status) !== undefined);
}

/** An empty id tells an item from no other one without. */
export function idOf(item: JsonObject): string | undefined {
  return textOf(item.id) || undefined;
}

function calleeOrCaller(call: JsonObject): NamedPerson {
  return call.direction === 'BUSINESS_INITIATED' ? addresseeOf(call) : senderOf(call);
}
