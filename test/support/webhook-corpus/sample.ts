import type { JsonObject } from '../../../src/common/json';

/** A webhook as Meta sends it, and what is to become of it. */
export interface Sample {
  name: string;
  field: string;
  value: JsonObject;
  /** What stands beside `changes`. */
  entry?: JsonObject;
  /** What stands beside `value`. */
  beside?: JsonObject;
  /** The whole body, where the envelope is another one than usual. */
  body?: JsonObject;
  events: ExpectedEvent[];
}

export interface ExpectedEvent {
  /** The GraphQL type. */
  type: string;
  /** Fields as a client gets them. */
  fields: Record<string, unknown>;
  /** The payload, where it is not the whole value. */
  payload?: unknown;
}

export const ACCOUNT = '102290129340398';
export const PHONE_NUMBER_ID = '106540352242922';
export const NUMBER = '15550783881';
export const CUSTOMER = '16505551234';
export const USER_ID = 'US.13491208655302741918';

/** What a value about a phone number begins with. */
export const about: JsonObject = {
  messaging_product: 'whatsapp',
  metadata: { display_phone_number: NUMBER, phone_number_id: PHONE_NUMBER_ID },
};

export const contacts = [
  { profile: { name: 'Pablo Morales', username: 'pablo' }, wa_id: CUSTOMER, user_id: USER_ID },
];

/** The sample's webhook. */
export function webhookOf({ field, value, entry, beside, body }: Sample): JsonObject {
  return (
    body ?? {
      object: 'whatsapp_business_account',
      entry: [{ id: ACCOUNT, time: 1739321024, ...entry, changes: [{ field, value, ...beside }] }],
    }
  );
}

/** A sample whose value becomes one event. */
export function one(
  field: string,
  type: string,
  value: JsonObject,
  fields: Record<string, unknown>,
  more: Partial<Sample> = {},
): Sample {
  return { name: field, field, value, events: [{ type, fields }], ...more };
}
