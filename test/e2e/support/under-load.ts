import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'graphql-ws';
import { until } from '../../support/until';
import { type Answer, ask, socketClient } from './graphql-client';
import { envelope, postWebhook } from './webhooks';

const CALLERS = 8;

const SUBSCRIBE =
  'subscription ($after: String) { events(after: $after) { cursor ... on MessageStatusUpdated { messageId } } }';
const LIST =
  'query ($after: String) { events(first: 100, after: $after) { nodes { cursor deliveryId ... on MessageStatusUpdated { messageId } } pageInfo { hasNextPage endCursor } } }';

/** An event as a subscriber sees it. */
export interface Told {
  cursor: string;
  messageId: string;
}

/** An event as it is listed. */
export interface Stored extends Told {
  deliveryId: string;
}

/** Sends webhooks from several connections to gateways in turn, and each again until it is answered with 200. */
export class Meta {
  /** Ids of the messages whose webhooks were answered with 200. */
  readonly answered: string[] = [];
  /** How often each other answer came; 0 stands for none. */
  readonly refusals = new Map<number, number>();
  #sent = 0;
  #isStopping = false;
  readonly #callers: Promise<void>[];

  constructor(private readonly urls: readonly string[]) {
    this.#callers = Array.from({ length: CALLERS }, () => this.#call());
  }

  /** Waits until so many more webhooks are answered. */
  async answer(count: number): Promise<void> {
    const target = this.answered.length + count;
    await until(() => this.answered.length >= target);
  }

  /** Waits until so many more are answered otherwise. */
  async refuse(status: number, count: number): Promise<void> {
    const refused = () => this.refusals.get(status) ?? 0;
    const target = refused() + count;
    await until(() => refused() >= target);
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
      // Also once it is to stop, as long as somebody is there to take it.
      for (let turn = this.#sent; ; turn += 1) {
        const status = await postWebhook(this.#urlAt(turn), body).catch(() => 0);
        if (status === 200) break;
        this.refusals.set(status, (this.refusals.get(status) ?? 0) + 1);
        if (status === 0 && this.#isStopping) return;
        await sleep(20);
      }
      this.answered.push(id);
    }
  }

  #urlAt(turn: number): string {
    return this.urls[turn % this.urls.length] ?? '';
  }
}

/** Subscribes, and resumes after the last event it saw whenever its socket breaks. */
export class Reader {
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
    await until(() => this.told.at(-1)?.cursor === cursor);
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

interface Page {
  events: { nodes: Stored[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

/** Everything that the gateway's log holds. */
export async function wholeLog(url: string): Promise<Stored[]> {
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

/** Expects every acknowledged event in the log, once; and the reader told what the log says, from its first event on. */
export function expectNothingLost(stored: readonly Stored[], meta: Meta, reader: Reader): void {
  const ids = stored.map(({ messageId }) => messageId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(ids)).toEqual(new Set([...ids, ...meta.answered]));
  const begin = stored.findIndex(({ cursor }) => cursor === reader.told[0]?.cursor);
  expect(begin).toBeGreaterThanOrEqual(0);
  expect(reader.told).toEqual(stored.slice(begin).map(({ cursor, messageId }) => ({ cursor, messageId })));
}

interface Delivery {
  id: string;
  newEventCount: number;
}

interface DeliveryPage {
  webhookDeliveries: {
    nodes: Delivery[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

/** Every webhook request that the gateway stored. */
export async function allDeliveries(url: string): Promise<Delivery[]> {
  const found: Delivery[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors }: Answer<DeliveryPage> = await ask(
      url,
      'query ($after: String) { webhookDeliveries(first: 100, after: $after) { nodes { id newEventCount } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    found.push(...data.webhookDeliveries.nodes);
    if (!data.webhookDeliveries.pageInfo.hasNextPage) return found;
    after = data.webhookDeliveries.pageInfo.endCursor;
  }
}

/** Expects a request stored with its events: each that is there tells of one that is there, and none is told of twice. */
export function expectDeliveriesOf(stored: readonly Stored[], deliveries: readonly Delivery[]): void {
  expect(deliveries.reduce((sum, { newEventCount }) => sum + newEventCount, 0)).toBe(stored.length);
  expect(new Set(deliveries.filter((one) => one.newEventCount > 0).map(({ id }) => id))).toEqual(
    new Set(stored.map(({ deliveryId }) => deliveryId)),
  );
}
