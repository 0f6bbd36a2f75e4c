import { createHmac } from 'node:crypto';
import { request } from 'undici';
import type { JsonObject } from '../../../src/common/json';

export const APP_SECRET = 'e2e-app-secret';
export const ACCOUNT = '102290129340398';
export const NUMBER = '106540352242922';

/** Posts a webhook as Meta does: signed over the bytes. The HTTP status. */
export async function postWebhook(
  url: string,
  body: string | Buffer,
  secret = APP_SECRET,
  contentType = 'application/json',
): Promise<number> {
  const response = await request(`${url}/webhooks/whatsapp`, {
    method: 'POST',
    headers: {
      'content-type': contentType,
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
    body,
  });
  await response.body.dump();
  return response.statusCode;
}

/** A webhook body of the field `messages`. */
export function envelope(value: JsonObject, field = 'messages'): string {
  const metadata = { display_phone_number: '15550783881', phone_number_id: NUMBER };
  const whole = field === 'messages' ? { messaging_product: 'whatsapp', metadata, ...value } : value;
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: ACCOUNT, changes: [{ field, value: whole }] }],
  });
}

export function textMessage(id: string, from = '16315551181', body = `text of ${id}`): JsonObject {
  return { from, id, timestamp: '1762900000', type: 'text', text: { body } };
}

export function inbound(...ids: string[]): string {
  return envelope({
    contacts: [{ profile: { name: 'Ann' }, wa_id: '16315551181' }],
    messages: ids.map((id) => textMessage(id)),
  });
}

export function status(id: string, state: string, timestamp = '1762900001'): string {
  return envelope({ statuses: [{ id, status: state, timestamp, recipient_id: '16315551181' }] });
}
