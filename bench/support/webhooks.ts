import { createHmac } from 'node:crypto';

/** Webhooks as Meta posts them, each with one event that none had before. */

export const APP_SECRET = 'bench-app-secret';

const ACCOUNT = '102290129340398';
const NUMBER = '106540352242922';

function webhookOf(items: object): string {
  const metadata = { display_phone_number: '15550783881', phone_number_id: NUMBER };
  const value = { messaging_product: 'whatsapp', metadata, ...items };
  const changes = [{ field: 'messages', value }];
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: ACCOUNT, changes }] });
}

const customerOf = (index: number) => `1631555${String(Math.abs(index) % 10_000).padStart(4, '0')}`;
const idOf = (kind: string, index: number) =>
  `wamid.HBgLMTYzMTU1NTExODEVAgARGBI${process.pid}.${kind}${index}`;
const now = () => String(Math.floor(Date.now() / 1_000));

/** How many messages later one is told to be delivered, and read: at 1,000 a second, after 0.3 and after 3 seconds. */
const LATER = { sent: 0, delivered: 300, read: 3_000 };
const STATUSES = ['sent', 'delivered', 'read'] as const;
let statuses = 0;
let messages = 0;

/** A status of a message to one of many customers: each message is sent, delivered, and read. */
export function statusWebhook(): string {
  const status = STATUSES[statuses % 3] ?? 'sent';
  const message = Math.floor(statuses / 3) - LATER[status];
  statuses += 1;
  const id = idOf('out', message);
  return webhookOf({ statuses: [{ id, status, timestamp: now(), recipient_id: customerOf(message) }] });
}

/** A text from one of many customers. */
export function messageWebhook(): string {
  messages += 1;
  const customer = customerOf(messages * 7);
  return webhookOf({
    contacts: [{ profile: { name: 'Sheena Nelson' }, wa_id: customer }],
    messages: [
      {
        from: customer,
        id: idOf('in', messages),
        timestamp: now(),
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
