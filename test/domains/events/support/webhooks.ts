import type { JsonObject } from '../../../../src/common/json';

export const ACCOUNT = '102290129340398';
export const PHONE_NUMBER = '106540352242922';
export const CUSTOMER = '16505551234';

interface Place {
  account?: string;
  phoneNumber?: string;
}

/** A webhook with one change. */
export function change(field: string, value: JsonObject, { account = ACCOUNT }: Place = {}): JsonObject {
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: account, changes: [{ field, value }] }],
  };
}

function messagesChange(value: JsonObject, place: Place = {}): JsonObject {
  const metadata = {
    display_phone_number: '15550783881',
    phone_number_id: place.phoneNumber ?? PHONE_NUMBER,
  };
  return change('messages', { messaging_product: 'whatsapp', metadata, ...value }, place);
}

/** A customer writes. */
export function textMessage(id: string, body = 'Hi', more: JsonObject = {}, place: Place = {}): JsonObject {
  return messagesChange(
    {
      contacts: [
        {
          profile: { name: 'Ada', username: 'ada' },
          wa_id: CUSTOMER,
          user_id: 'US.1349',
          identity_key_hash: 'h=',
        },
      ],
      messages: [
        {
          from: CUSTOMER,
          from_user_id: 'US.1349',
          id,
          timestamp: '1754000000',
          type: 'text',
          text: { body },
          ...more,
        },
      ],
    },
    place,
  );
}

/** A message of the business comes a step further. */
export function statusUpdate(
  id: string,
  status: string,
  more: JsonObject = {},
  place: Place = {},
): JsonObject {
  return messagesChange(
    { statuses: [{ id, status, timestamp: '1754000100', recipient_id: CUSTOMER, ...more }] },
    place,
  );
}
