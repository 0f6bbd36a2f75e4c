import { createHmac } from 'node:crypto';
import { execute, parse } from 'graphql';
import type { JsonObject } from '../../../src/common/json';
import { type Caller, SCOPES } from '../../../src/domains/caller';
import { newDeliveryId } from '../../../src/events/deliveries/delivery-id';
import { DeliveryLog } from '../../../src/events/deliveries/delivery-log';
import { DeliveryNotes, MOST_REFUSED } from '../../../src/events/deliveries/delivery-notes';
import { startRetention } from '../../../src/events/retention';
import type { Database } from '../../../src/store/database';
import { onEachDatabase } from '../../support/databases';
import { reusedDatabases } from '../../support/reused-databases';
import { eventSchema, LiveGateway } from '../events/support/live-gateway';
import { ACCOUNT, change, statusUpdate, textMessage } from '../events/support/webhooks';

let gateway: LiveGateway;

const OTHER = '104996122399160';
const DAY_MS = 86_400_000;

interface Delivery {
  id: string;
  receivedAt: string;
  outcome: string;
  httpStatus: number;
  signature: string;
  size: number | null;
  durationMs: number | null;
  changes: { field: string; accountId: string; eventCount: number }[];
  eventCount: number;
  newEventCount: number;
  repeatedEventCount: number;
  events: Events;
  repeatedEvents: Events;
}
interface Events {
  nodes: { id: string; deliveryId: string; payload: { id: string } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

interface BackPage {
  nodes: { payload: { id: string } }[];
  pageInfo: { hasPreviousPage: boolean; hasNextPage: boolean; startCursor: string | null };
}

const EVENTS = '{ nodes { id deliveryId payload } pageInfo { hasNextPage endCursor } }';
const FIELDS = `id receivedAt outcome httpStatus signature size durationMs changes { field accountId eventCount }
  eventCount newEventCount repeatedEventCount events ${EVENTS} repeatedEvents ${EVENTS}`;

async function list(args = 'first: 100', caller?: Caller): Promise<Delivery[]> {
  const source = `{ webhookDeliveries(${args}) { nodes { ${FIELDS} } } }`;
  const data = await gateway.ask<{ webhookDeliveries: { nodes: Delivery[] } }>(source, caller);
  return data.webhookDeliveries.nodes;
}

async function open(id: string, caller?: Caller): Promise<Delivery> {
  const source = `{ webhookDelivery(id: "${id}") { ${FIELDS} } }`;
  return (await gateway.ask<{ webhookDelivery: Delivery }>(source, caller)).webhookDelivery;
}

const wamids = ({ nodes }: Events) => nodes.map(({ payload }) => payload.id);
const confinedTo = (...accounts: string[]): Caller => ({
  name: 'confined',
  scopes: new Set(SCOPES),
  accounts: new Set(accounts),
});

/** One webhook of what several say. */
function together(...webhooks: JsonObject[]): JsonObject {
  return {
    object: 'whatsapp_business_account',
    entry: webhooks.flatMap(({ entry }) => (Array.isArray(entry) ? entry : [])),
  };
}

const signed = (body: Buffer) => `sha256=${createHmac('sha256', 'shh').update(body).digest('hex')}`;

onEachDatabase('webhook requests as data', (newDatabase) => {
  const databases = reusedDatabases(newDatabase);
  beforeEach(async () => {
    gateway = await LiveGateway.start(databases);
  });
  afterEach(() => gateway.close());

  describe('a webhook request', () => {
    it('is a node with what it was, how it was split, and what came of it', async () => {
      const before = Date.now();
      const webhook = together(
        textMessage('wamid.1'),
        statusUpdate('wamid.0', 'read'),
        change('flows', { event: 'FLOW_STATUS_CHANGE', flow_id: '1' }),
      );
      await gateway.post(webhook);
      const [delivery, ...others] = await list();
      expect(others).toEqual([]);
      expect(delivery).toMatchObject({
        id: expect.stringMatching(/^whd_[0-9a-v]{19}$/),
        outcome: 'STORED',
        httpStatus: 200,
        signature: 'VALID',
        size: JSON.stringify(webhook).length,
        changes: [
          { field: 'messages', accountId: ACCOUNT, eventCount: 1 },
          { field: 'messages', accountId: ACCOUNT, eventCount: 1 },
          { field: 'flows', accountId: ACCOUNT, eventCount: 1 },
        ],
        eventCount: 3,
        newEventCount: 3,
        repeatedEventCount: 0,
        repeatedEvents: { nodes: [] },
      });
      expect(delivery?.durationMs).toBeGreaterThan(0);
      expect(Date.parse(delivery?.receivedAt ?? '')).toBeGreaterThanOrEqual(before);
      expect(wamids(delivery?.events ?? ({ nodes: [] } as never))).toEqual(['wamid.1', 'wamid.0', undefined]);
      expect(delivery?.events.nodes.map(({ deliveryId }) => deliveryId)).toEqual(Array(3).fill(delivery?.id));
      expect(await open(delivery?.id ?? '')).toEqual(delivery);
      const stored = await gateway.ask<{ events: Events & { nodes: { receivedAt: string }[] } }>(
        '{ events { nodes { receivedAt deliveryId } } }',
      );
      expect(stored.events.nodes[0]).toEqual({ receivedAt: delivery?.receivedAt, deliveryId: delivery?.id });
    });

    it('tells what was new in it, what it repeated, and what it said twice', async () => {
      await gateway.post(textMessage('wamid.1'));
      await gateway.post(together(textMessage('wamid.2'), textMessage('wamid.1'), textMessage('wamid.2')));
      const [second, first] = await list();
      expect([first?.newEventCount, first?.repeatedEventCount]).toEqual([1, 0]);
      expect([second?.eventCount, second?.newEventCount, second?.repeatedEventCount]).toEqual([3, 1, 2]);
      expect(wamids(second?.events as Events)).toEqual(['wamid.2']);
      expect(wamids(second?.repeatedEvents as Events)).toEqual(['wamid.1']);
      expect(second?.repeatedEvents.nodes[0]?.deliveryId).toBe(first?.id);
    });

    it('counts by its events where the gateway ended before its receipt was noted', async () => {
      await gateway.post(textMessage('wamid.1'));
      await gateway.post(together(textMessage('wamid.2'), textMessage('wamid.1')));
      const [{ id = '' } = {}] = await list();
      await gateway.database.write([{ sql: 'DELETE FROM webhook_receipts', rows: [[]] }]);
      expect(await open(id)).toMatchObject({ durationMs: null, newEventCount: 1, repeatedEventCount: 1 });
    });

    it('gives its events page by page', async () => {
      const ids = Array.from({ length: 7 }, (_, index) => `wamid.${index}`);
      await gateway.post(together(...ids.map((id) => textMessage(id))));
      const [{ id = '' } = {}] = await list();
      const seen: string[] = [];
      for (let after = ''; ; ) {
        const { webhookDelivery } = await gateway.ask<{ webhookDelivery: Delivery }>(
          `{ webhookDelivery(id: "${id}") { events(first: 3${after}) ${EVENTS} } }`,
        );
        seen.push(...wamids(webhookDelivery.events));
        if (!webhookDelivery.events.pageInfo.hasNextPage) break;
        after = `, after: "${webhookDelivery.events.pageInfo.endCursor}"`;
      }
      expect(seen).toEqual(ids);
    });

    it('gives its events page by page from their end', async () => {
      const ids = Array.from({ length: 7 }, (_, index) => `wamid.${index}`);
      await gateway.post(together(...ids.map((id) => textMessage(id))));
      const [{ id = '' } = {}] = await list();
      const pages: string[][] = [];
      for (let before = ''; ; ) {
        const { webhookDelivery } = await gateway.ask<{ webhookDelivery: { events: BackPage } }>(
          `{ webhookDelivery(id: "${id}") { events(last: 3${before}) {
            nodes { payload } pageInfo { hasPreviousPage hasNextPage startCursor } } } }`,
        );
        const { nodes, pageInfo } = webhookDelivery.events;
        pages.push(nodes.map(({ payload }) => payload.id));
        expect(pageInfo.hasNextPage).toBe(before !== '');
        if (!pageInfo.hasPreviousPage) break;
        before = `, before: "${pageInfo.startCursor}"`;
      }
      expect(pages).toEqual([ids.slice(4), ids.slice(1, 4), ids.slice(0, 1)]);
      await expect(
        gateway.ask(`{ webhookDelivery(id: "${id}") { events(first: 1, last: 1) { nodes { id } } } }`),
      ).rejects.toThrow('`last` cannot go with `first`');
    });

    it('gives in a list no more of its events than can be held at once, and all of them when opened', async () => {
      const large = 'x'.repeat(6 * 1024 * 1024);
      for (const id of ['wamid.1', 'wamid.2', 'wamid.3']) await gateway.post(textMessage(id, large));
      const listed = await list();
      expect(listed.map(({ events }) => [wamids(events), events.pageInfo.hasNextPage])).toEqual([
        [['wamid.3'], false],
        [['wamid.2'], false],
        [[], true],
      ]);
      const { events } = await open(listed[2]?.id ?? '');
      expect([wamids(events), events.pageInfo.hasNextPage]).toEqual([['wamid.1'], false]);
    });

    it('is stored also when nothing is in it', async () => {
      await gateway.post({ object: 'whatsapp_business_account', entry: [] });
      expect(await list()).toMatchObject([
        { outcome: 'STORED', changes: [], eventCount: 0, newEventCount: 0 },
      ]);
    });

    it('shows a confined key what is about its accounts, and nothing else', async () => {
      const both = together(
        textMessage('wamid.mine'),
        textMessage('wamid.theirs', 'Hi', {}, { account: OTHER }),
        textMessage('wamid.theirs-2', 'Hi', {}, { account: OTHER }),
      );
      await gateway.post(both);
      await gateway.post(textMessage('wamid.other', 'Hi', {}, { account: OTHER }));
      await gateway.receiver.receive(Buffer.from('{}'), undefined);
      const [, { id: others = '' } = {}, { id = '' } = {}] = await list();
      const [mine, ...rest] = await list(undefined, confinedTo(ACCOUNT));
      expect(rest).toEqual([]);
      expect(mine).toMatchObject({
        id,
        size: null,
        changes: [{ accountId: ACCOUNT, eventCount: 1 }],
        eventCount: 1,
        newEventCount: 1,
        repeatedEventCount: 0,
      });
      expect(wamids(mine?.events as Events)).toEqual(['wamid.mine']);
      expect(await open(id, confinedTo(ACCOUNT))).toEqual(mine);
      await expect(open(others, confinedTo(ACCOUNT))).rejects.toThrow('confined');
      await expect(list(`filter: { accountIds: ["${OTHER}"] }`, confinedTo(ACCOUNT))).rejects.toThrow(
        'confined',
      );
      expect(await list(undefined, confinedTo(OTHER))).toHaveLength(2);
      expect((await list(`filter: { accountIds: ["${ACCOUNT}"] }`)).map((one) => one.id)).toEqual([id]);
    });
  });

  describe('refused requests', () => {
    it('are listed with why, and without their body', async () => {
      const body = Buffer.from('not json');
      await gateway.receiver.receive(body, undefined);
      await gateway.receiver.receive(body, 'sha256=00');
      await gateway.receiver.receive(body, signed(body));
      const foreign = Buffer.from('{"object":"page"}');
      await gateway.receiver.receive(foreign, signed(foreign));
      gateway.receiver.tooLarge(5_000_000);
      const found = await list();
      expect(
        found.map(({ outcome, httpStatus, signature, size }) => [outcome, httpStatus, signature, size]),
      ).toEqual([
        ['TOO_LARGE', 413, 'UNCHECKED', 5_000_000],
        ['FOREIGN', 400, 'VALID', foreign.length],
        ['MALFORMED', 400, 'VALID', body.length],
        ['WRONG_SIGNATURE', 401, 'WRONG', body.length],
        ['MISSING_SIGNATURE', 401, 'MISSING', body.length],
      ]);
      const outcomes = (wanted: string) => list(`filter: { outcomes: [${wanted}] }`);
      await gateway.post(textMessage('wamid.1'));
      expect((await outcomes('FOREIGN, STORED')).map(({ outcome }) => outcome)).toEqual([
        'STORED',
        'FOREIGN',
      ]);
      expect((await outcomes('WRONG_SIGNATURE')).map(({ outcome }) => outcome)).toEqual(['WRONG_SIGNATURE']);
    });

    it('push out nothing but their like, however many come', async () => {
      await gateway.post(textMessage('wamid.1'));
      gateway.receiver.tooLarge(9);
      for (let round = 0; round < 12; round += 1) {
        for (let index = 0; index < 200; index += 1) {
          await gateway.receiver.receive(Buffer.from('x'), undefined);
        }
        await gateway.deliveries.list({}, { order: 'newest', limit: 1 });
      }
      const rows = await gateway.database.read(
        'SELECT outcome, count(*) FROM webhook_deliveries GROUP BY outcome ORDER BY outcome',
        [],
      );
      expect(rows).toEqual([
        ['MISSING_SIGNATURE', MOST_REFUSED],
        ['STORED', 1],
        ['TOO_LARGE', 1],
      ]);
    });

    it('for want of a database are noted once it is back', async () => {
      const { database, deliveries } = gateway;
      // A row that is not there can't be guarded: the append fails as a whole, and nothing of it is kept.
      await database.write([{ sql: 'ALTER TABLE events RENAME TO events_away', rows: [[]] }]);
      await expect(gateway.post(textMessage('wamid.1'))).rejects.toThrow('could not be stored');
      await database.write([{ sql: 'ALTER TABLE events_away RENAME TO events', rows: [[]] }]);
      expect(await deliveries.list({}, { order: 'newest', limit: 9 })).toMatchObject([
        { outcome: 'UNAVAILABLE', changes: [{ accountId: ACCOUNT, events: 1 }], eventIds: [] },
      ]);
      await gateway.post(textMessage('wamid.1'));
      expect(await list(undefined, confinedTo(ACCOUNT))).toMatchObject([
        { outcome: 'STORED', newEventCount: 1 },
        { outcome: 'UNAVAILABLE', httpStatus: 503, eventCount: 1, newEventCount: 0, repeatedEventCount: 0 },
      ]);
    });
  });

  describe('the list', () => {
    it('is read in pages from both ends, newest first', async () => {
      for (let index = 0; index < 5; index += 1) await gateway.post(textMessage(`wamid.${index}`));
      const all = (await list()).map(({ id }) => id);
      expect(all).toHaveLength(5);
      interface Page {
        nodes: { id: string }[];
        pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
      }
      const page = async (args: string) => {
        const source = `{ webhookDeliveries(${args}) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
        return (await gateway.ask<{ webhookDeliveries: Page }>(source)).webhookDeliveries;
      };
      const first = await page('first: 2');
      const second = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
      const back = await page(`last: 2, before: "${second.pageInfo.startCursor}"`);
      const last = await page('last: 2');
      expect([first, second, back, last].map(({ nodes }) => nodes.map(({ id }) => id))).toEqual([
        all.slice(0, 2),
        all.slice(2, 4),
        all.slice(0, 2),
        all.slice(3),
      ]);
      expect(
        [first, second, back, last].map(({ pageInfo: { hasNextPage, hasPreviousPage } }) => [
          hasPreviousPage,
          hasNextPage,
        ]),
      ).toEqual([
        [false, true],
        [true, true],
        [false, true],
        [true, false],
      ]);
      await expect(page('first: 2, after: "x"')).rejects.toThrow('is not a cursor of this list');
      await expect(page('filter: { outcomes: [] }')).rejects.toThrow('`filter.outcomes` is empty');
    });

    it('reads the events of all on it together', async () => {
      for (let index = 0; index < 6; index += 1)
        await gateway.post(together(textMessage(`wamid.${index}`), textMessage('wamid.0')));
      const { database, log } = gateway;
      let reads = 0;
      const read: Database['read'] = (sql, parameters) => {
        reads += 1;
        return database.read(sql, parameters);
      };
      const notes = new DeliveryNotes(database);
      const deliveries = new DeliveryLog({ ...database, read }, notes, log.identity);
      const readsFor = async (first: number) => {
        reads = 0;
        const { data, errors } = await execute({
          schema: eventSchema,
          document: parse(`{ webhookDeliveries(first: ${first}) { nodes { ${FIELDS} } } }`),
          contextValue: { ...gateway.context(), deliveries },
        });
        expect(errors).toBeUndefined();
        expect(data).toMatchObject({ webhookDeliveries: { nodes: { length: first } } });
        return reads;
      };
      expect(await readsFor(6)).toBe(await readsFor(1));
    });

    it('is filtered by time', async () => {
      const tick = async () => {
        const then = Date.now();
        while (Date.now() === then) await new Promise((resolve) => setImmediate(resolve));
      };
      for (let index = 0; index < 3; index += 1) {
        await gateway.post(textMessage(`wamid.${index}`));
        await tick();
      }
      const [newest, middle, oldest] = await list();
      const ids = async (filter: string) => (await list(`filter: { ${filter} }`)).map(({ id }) => id);
      expect(await ids(`since: "${middle?.receivedAt}"`)).toEqual([newest?.id, middle?.id]);
      expect(await ids(`until: "${middle?.receivedAt}"`)).toEqual([oldest?.id]);
      expect(await ids(`since: "${middle?.receivedAt}", until: "${newest?.receivedAt}"`)).toEqual([
        middle?.id,
      ]);
    });

    it('loses what is older than events are kept', async () => {
      await gateway.post(together(textMessage('a'), textMessage('b', 'Hi', {}, { account: OTHER })));
      await gateway.history.catchUp();
      await list();
      const { database, log } = gateway;
      const onError = (error: unknown) => {
        throw error;
      };
      const keepMs = 10 * DAY_MS;
      const now = () => Date.now() + 11 * DAY_MS;
      const retention = startRetention({ database, log, keepMs, firstAfterMs: DAY_MS, now, onError });
      expect(await retention.sweep()).toBe(2);
      await retention.close();
      expect(await list()).toEqual([]);
      for (const table of ['webhook_deliveries', 'webhook_receipts', 'webhook_delivery_accounts']) {
        expect(await database.read(`SELECT count(*) FROM ${table}`, [])).toEqual([[0]]);
      }
    });

    it('has ids in the order of time, none twice', () => {
      const ids = Array.from({ length: 2_000 }, (_, index) =>
        newDeliveryId(1_700_000_000_000 + Math.floor(index / 500)),
      );
      expect([...new Set(ids)].sort()).toEqual(ids);
    });
  });
});
