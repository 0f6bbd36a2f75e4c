import type { JsonObject, JsonValue } from '../../../src/common/json';
import { parseEnvelope } from '../../../src/events/envelope';
import { splitChange } from '../../../src/events/split';
import type { NewEvent } from '../../../src/events/types';

export const ACCOUNT = '102290129340398';
export const PHONE_NUMBER = '106540352242922';

/** The body of a webhook, as Meta sends it. */
export function bodyOf(field: string, value: JsonValue, entry: JsonObject = {}): Buffer {
  return Buffer.from(
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: ACCOUNT, ...entry, changes: [{ field, value }] }],
    }),
  );
}

/** The value of a change of the field `messages`. */
export function messagesValue(value: JsonObject): JsonObject {
  return {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550783881', phone_number_id: PHONE_NUMBER },
    ...value,
  };
}

/** The events of a body; fails when it is refused. */
export function eventsOf(rawBody: Uint8Array | string, receivedAt = Date.now()): NewEvent[] {
  const envelope = parseEnvelope(Buffer.from(rawBody));
  if (envelope.kind !== 'changes') throw new Error(envelope.message);
  return envelope.changes.flatMap((change) => splitChange(change, receivedAt));
}

/** The only event of a body. */
export function eventOf(rawBody: Uint8Array | string): NewEvent {
  const [event, ...others] = eventsOf(rawBody);
  if (!event || others.length > 0)
    throw new Error(`${others.length + (event ? 1 : 0)} events instead of one`);
  return event;
}

export function textMessage(id: string, more: JsonObject = {}): JsonObject {
  return { from: '16505551234', id, timestamp: '1749416383', type: 'text', text: { body: 'Hello' }, ...more };
}

export function statusOf(id: string, status: string, more: JsonObject = {}): JsonObject {
  return { id, status, timestamp: '1750263773', recipient_id: '16505551234', ...more };
}
