import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { setPriority } from 'node:os';
import type { Arrival } from './arrivals';
import { Stamp } from './stamp';

/**
 * A process in the Graph API's place that takes every message and remembers when it came. It knows no limits: whoever
 * reads the recording does. It posts a `sent` status for each message to one of WEBHOOK_URLS that answers.
 */

const {
  LATENCY_MS = '5',
  LEVEL = 'STANDARD',
  WEBHOOK_URLS = '',
  APP_SECRET = '',
  ACCOUNT = '102290129340398',
} = process.env;
const STATUS_PAUSE_MS = 50;

try {
  // Its clock is the measure: it should not wait for those that it measures.
  setPriority(-15);
} catch {
  // Only root may.
}

const stamp = new Stamp();
const arrivals: Arrival[] = [];
let statuses: Record<string, unknown>[] = [];

function nodeOf(id: string): Record<string, unknown> {
  return {
    id,
    name: 'Recorder',
    display_phone_number: '+1 555-078-3881',
    verified_name: 'Recorder',
    status: 'CONNECTED',
    platform_type: 'CLOUD_API',
    quality_rating: 'GREEN',
    throughput: { level: LEVEL },
    is_on_biz_app: false,
    whatsapp_business_manager_messaging_limit: 'TIER_UNLIMITED',
    messaging_limit_tier: 'TIER_UNLIMITED',
    owner_business_info: { id: '506914307656634', name: 'Recorder' },
  };
}

interface Message {
  to: string;
  text?: { body: string };
  biz_opaque_callback_data?: string;
}

function accept(phoneNumberId: string, message: Message, at: { earliest: number; latest: number }): unknown {
  const id = `wamid.${process.pid}.${arrivals.length + 1}`;
  const to = message.to.replace(/\D/g, '');
  arrivals.push({ phoneNumberId, to, text: message.text?.body ?? '', ...at });
  statuses.push({
    phoneNumberId,
    id,
    status: 'sent',
    timestamp: String(Math.floor(Date.now() / 1000)),
    recipient_id: to,
    ...(message.biz_opaque_callback_data !== undefined && {
      biz_opaque_callback_data: message.biz_opaque_callback_data,
    }),
  });
  return { messaging_product: 'whatsapp', contacts: [{ input: message.to, wa_id: to }], messages: [{ id }] };
}

function answer(request: IncomingMessage, body: string, at: { earliest: number; latest: number }): unknown {
  const url = new URL(request.url ?? '/', 'http://recorder');
  const [, , first = '', edge] = url.pathname.split('/');
  if (edge === 'messages') return accept(first, JSON.parse(body) as Message, at);
  if (first === 'debug_token') {
    const granular_scopes = ['whatsapp_business_management', 'whatsapp_business_messaging'].map((scope) => ({
      scope,
      target_ids: [ACCOUNT],
    }));
    return { data: { is_valid: true, type: 'SYSTEM_USER', scopes: [], granular_scopes } };
  }
  const ids = url.searchParams.get('ids');
  if (ids !== null) return Object.fromEntries(ids.split(',').map((id) => [id, nodeOf(id)]));
  if (edge !== undefined) return { data: [] };
  return nodeOf(first);
}

const server = createServer((request, response) => {
  const at = stamp.now();
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.url === '/recording') {
      response.end(JSON.stringify(arrivals));
      return;
    }
    const body = JSON.stringify(answer(request, Buffer.concat(chunks).toString(), at));
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(body);
    }, Number(LATENCY_MS));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify(server.address())}\n`));

function webhookOf(batch: readonly Record<string, unknown>[]): string {
  const changes = batch.map(({ phoneNumberId, ...status }) => ({
    field: 'messages',
    value: {
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: '15550783881', phone_number_id: phoneNumberId },
      statuses: [status],
    },
  }));
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: ACCOUNT, changes }] });
}

/** Delivers to the first receiver that answers, and keeps what none of them took. */
async function postStatuses(urls: readonly string[]): Promise<void> {
  const batch = statuses;
  if (batch.length === 0) return;
  statuses = [];
  const body = webhookOf(batch);
  const signature = createHmac('sha256', APP_SECRET).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
  for (const url of urls) {
    const answered = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) })
      .then(({ status }) => status === 200)
      .catch(() => false);
    if (answered) return;
  }
  statuses = [...batch, ...statuses];
}

async function postForEver(urls: readonly string[]): Promise<void> {
  await postStatuses(urls);
  setTimeout(() => void postForEver(urls), STATUS_PAUSE_MS);
}

const urls = WEBHOOK_URLS.split(',').filter(Boolean);
if (urls.length > 0) void postForEver(urls);
