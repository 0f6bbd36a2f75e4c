import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'graphql-ws';
import { freePort } from '../support/free-port';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { type Answer, ask, socketClient } from './support/graphql-client';
import { APP_SECRET, envelope, postWebhook } from './support/webhooks';

const KILLS = 20;
const CALLERS = 8;
/** How many webhooks are answered between two kills; the kill itself comes in the middle of those under way. */
const ANSWERED_A_LIFE = 60;
const TIMEOUT_MS = 180_000;

const SUBSCRIBE =
  'subscription ($after: String) { events(after: $after) { cursor ... on MessageStatusUpdated { messageId } } }';
const LIST =
  'query ($after: String) { events(first: 100, after: $after) { nodes { cursor deliveryId ... on MessageStatusUpdated { messageId } } pageInfo { hasNextPage endCursor } } }';

interface Told {
  cursor: string;
  messageId: string;
}

describe('a gateway that is killed again and again under load', () => {
  it(
    'keeps every event that it answered with 200, once, and subscribers that resume see no gap and no repeat',
    async () => {
      const folder = await temporaryFolder();
      const port = String(await freePort());
      const start = () =>
        startGatewayProcess(folder.path, { PORT: port, META_APP_SECRET: APP_SECRET, LOG_LEVEL: 'silent' });
      let gateway = await start();
      const meta = new Meta(gateway.url);
      const reader = new Reader(gateway.url);
      try {
        for (let kill = 1; kill <= KILLS; kill += 1) {
          const target = meta.answered.length + ANSWERED_A_LIFE;
          while (meta.answered.length < target) await sleep(5);
          await gateway.kill();
          gateway = await start();
        }
        await meta.stop();
        const stored = await wholeLog(gateway);
        await reader.reach(stored.at(-1)?.cursor);

        const ids = stored.map(({ messageId }) => messageId);
        expect(new Set(ids).size).toBe(ids.length);
        expect(new Set(ids)).toEqual(new Set([...ids, ...meta.answered]));
        expect(meta.failed).toBeGreaterThan(0);
        // A request is stored with its events: each that is there tells of one that is there, and none is told of twice.
        const deliveries = await allDeliveries(gateway);
        expect(deliveries.reduce((sum, { newEventCount }) => sum + newEventCount, 0)).toBe(ids.length);
        expect(new Set(deliveries.filter((one) => one.newEventCount > 0).map(({ id }) => id))).toEqual(
          new Set(stored.map(({ deliveryId }) => deliveryId)),
        );
        const begin = stored.findIndex(({ cursor }) => cursor === reader.told[0]?.cursor);
        expect(reader.told).toEqual(
          stored.slice(begin).map(({ cursor, messageId }) => ({ cursor, messageId })),
        );
        expect(begin).toBeLessThan(ANSWERED_A_LIFE);
        expect(reader.sockets).toBeGreaterThan(KILLS);
      } finally {
        await reader.stop();
        await meta.stop();
        await gateway.stop();
        await folder.remove();
      }
    },
    TIMEOUT_MS,
  );
});

/** Sends webhooks from several connections, and each again until it is answered with 200. */
class Meta {
  readonly answered: string[] = [];
  failed = 0;
  #sent = 0;
  #isStopping = false;
  readonly #callers: Promise<void>[];

  constructor(private readonly url: string) {
    this.#callers = Array.from({ length: CALLERS }, () => this.#call());
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#callers);
  }

  async #call(): Promise<void> {
    while (!this.#isStopping) {
      this.#sent += 1;
      const id = `wamid.${this.#sent}`;
      const recipient = `1555${this.#sent}`;
      const body = envelope({
        statuses: [{ id, status: 'sent', timestamp: '1751247548', recipient_id: recipient }],
      });
      while ((await postWebhook(this.url, body).catch(() => 0)) !== 200) {
        this.failed += 1;
        await sleep(20);
      }
      this.answered.push(id);
    }
  }
}

/** Subscribes, and resumes after the last event it saw whenever its socket breaks. */
class Reader {
  readonly told: Told[] = [];
  sockets = 0;
  #client: Client | undefined;
  #isStopping = false;
  readonly #reading: Promise<void>;

  constructor(private readonly url: string) {
    this.#reading = this.#read();
  }

  /** Waits until the event with this cursor was told. */
  async reach(cursor: string | undefined): Promise<void> {
    while (this.told.at(-1)?.cursor !== cursor) await sleep(20);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#client?.dispose();
    await this.#reading;
  }

  async #read(): Promise<void> {
    while (!this.#isStopping) {
      this.sockets += 1;
      this.#client = socketClient(this.url);
      const variables = { after: this.told.at(-1)?.cursor };
      try {
        for await (const { data, errors } of this.#client.iterate<{ events: Told }>({
          query: SUBSCRIBE,
          variables,
        })) {
          if (errors) throw new Error(JSON.stringify(errors));
          if (data) this.told.push(data.events);
        }
      } catch {
        await sleep(20);
      }
      await this.#client.dispose();
    }
  }
}

interface Stored extends Told {
  deliveryId: string;
}

interface Delivery {
  id: string;
  newEventCount: number;
}

async function allDeliveries(gateway: GatewayProcess): Promise<Delivery[]> {
  const found: Delivery[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors }: Answer<{ webhookDeliveries: DeliveryPage }> = await ask(
      gateway.url,
      'query ($after: String) { webhookDeliveries(first: 100, after: $after) { nodes { id newEventCount } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    found.push(...data.webhookDeliveries.nodes);
    if (!data.webhookDeliveries.pageInfo.hasNextPage) return found;
    after = data.webhookDeliveries.pageInfo.endCursor;
  }
}

interface DeliveryPage {
  nodes: Delivery[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

interface Page {
  events: {
    nodes: Stored[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

async function wholeLog({ url }: GatewayProcess): Promise<Stored[]> {
  const events: Stored[] = [];
  for (let after: string | null = null, hasMore = true; hasMore; ) {
    const answer: { data: Page } = await ask<Page>(url, LIST, { after });
    const { nodes, pageInfo } = answer.data.events;
    events.push(...nodes);
    hasMore = pageInfo.hasNextPage;
    after = pageInfo.endCursor ?? after;
  }
  return events;
}
