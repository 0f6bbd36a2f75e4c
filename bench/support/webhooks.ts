import { createHmac } from 'node:crypto';

/** Webhooks as Meta posts them, each with one event that none had before. */

export const APP_SECRET = 'bench-app-secret';

const ACCOUNT = '102290129340398';
const NUMBER = '106540352242922';

let made = 0;

function webhookOf(items: object): string {
  const metadata = { display_phone_number: '15550783881', phone_number_id: NUMBER };
  const value = { messaging_product: 'whatsapp', metadata, ...items };
  const changes = [{ field: 'messages', value }];
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: ACCOUNT, changes }] });
}

const nextId = () => {
  made += 1;
  return `wamid.HBgLMTYzMTU1NTExODEVAgARGBI${process.pid}.${made}`;
};

/** A delivery of a message to one of many customers. */
export function statusWebhook(): string {
  const customer = `1631555${String(made % 10_000).padStart(4, '0')}`;
  const timestamp = String(Math.floor(Date.now() / 1_000));
  return webhookOf({
    statuses: [{ id: nextId(), status: 'delivered', timestamp, recipient_id: customer }],
  });
}

/** A text from one of many customers. */
export function messageWebhook(): string {
  const customer = `1631555${String(made % 10_000).padStart(4, '0')}`;
  const timestamp = String(Math.floor(Date.now() / 1_000));
  return webhookOf({
    contacts: [{ profile: { name: 'Sheena Nelson' }, wa_id: customer }],
    messages: [
      {
        from: customer,
        id: nextId(),
        timestamp,
        type: 'text',
        text: { body: 'Does it come in another colour?' },
      },
    ],
  });
}

/** The headers that Meta posts a webhook with. */
export function signed(body: string): Record<string, string> {
  const signature = createHmac('sha256', APP_SECRET).update(body).digest('hex');
  return { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
}
