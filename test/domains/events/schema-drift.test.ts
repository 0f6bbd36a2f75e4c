import { setTimeout as sleep } from 'node:timers/promises';
import { type JsonObject, objectOf, objectsOf } from '../../../src/common/json';
import { type DriftedEvent, SchemaDrift } from '../../../src/domains/events/drift/schema-drift';
import { knownKeys, unknownPaths } from '../../../src/domains/events/payload/known-keys';
import { eventIdOf } from '../../../src/events/event-row';
import type { NewEvent } from '../../../src/events/types';
import { everyone, LiveGateway } from './support/live-gateway';
import { ACCOUNT, change, statusUpdate, textMessage } from './support/webhooks';

const known = knownKeys('id', { list: { inner: knownKeys('a b') }, opaque: null });

function drifted(id: number, ...paths: string[]): DriftedEvent {
  const event: NewEvent = {
    dedupeKey: `${id}`,
    kind: 'change',
    field: 'flows',
    accountId: ACCOUNT,
    payload: {},
    context: {},
  };
  return { event, kind: 'FLOW_UPDATED', paths, receivedAt: new Date(id * 1000) };
}

describe('unknown keys', () => {
  it('are told by their paths, once each, wherever they are', () => {
    const payload = {
      id: { odd: 1 },
      list: [{ inner: { a: 1, c: 2 } }, { inner: [{ c: 3 }, { d: { e: 1 } }] }, 'odd'],
      opaque: { anything: 1 },
      further: { below: 1 },
    };
    expect(unknownPaths(payload, known)).toEqual(['list.inner.c', 'list.inner.d', 'further']);
  });

  it('are told up to a number, whatever is sent', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`key${index}`, index]));
    expect(unknownPaths(many, known)).toHaveLength(20);
    const inherited = JSON.parse('{"__proto__":1,"constructor":2,"toString":3}');
    expect(unknownPaths(inherited, known)).toEqual(['__proto__', 'constructor', 'toString']);
  });
});

describe('the drift of the schema', () => {
  it('has as many keys by name as is wished, always the first, and a sum of the others', () => {
    const drift = new SchemaDrift();
    drift.note(drifted(1, 'first', 'second'));
    for (const id of [2, 3, 4]) drift.note(drifted(id, 'third', 'second'));
    const { entries, others } = drift.counts(2);
    expect(entries.map(({ path, count }) => [path, count])).toEqual([
      ['first', 1],
      ['second', 4],
    ]);
    expect(others).toBe(3);
  });

  it('is counted per key, with the first and the last event', () => {
    const drift = new SchemaDrift();
    for (const id of [2, 5, 9]) drift.note(drifted(id, 'novelty'));
    expect(drift.entries()).toMatchObject([
      {
        field: 'flows',
        kind: 'FLOW_UPDATED',
        path: 'novelty',
        count: 3,
        firstSeen: new Date(2000),
        lastSeen: new Date(9000),
        exampleEventId: eventIdOf(drifted(9).event),
      },
    ]);
    expect(drift.total).toBe(3);
  });

  it('is remembered for so many keys only, and goes on being counted', () => {
    const drift = new SchemaDrift();
    for (let id = 1; id <= 1200; id += 1) drift.note(drifted(id, `k${id}`));
    expect(drift.entries()).toHaveLength(1000);
    expect(drift.total).toBe(1200);
  });

  it('is told by paths of a bounded length', () => {
    const drift = new SchemaDrift();
    drift.note(drifted(1, 'x'.repeat(5000)));
    expect(drift.entries()[0]?.path).toHaveLength(200);
  });
});

describe('the drift of what arrives', () => {
  let gateway: LiveGateway;
  beforeEach(async () => {
    gateway = await LiveGateway.start();
  });
  afterEach(() => gateway.close());

  const ask = async (caller = everyone) => {
    // It is looked for once the webhook has been answered.
    await sleep(20);
    const { schemaDrift } = await gateway.ask<{
      schemaDrift: { kind: string; path: string; count: number }[];
    }>('{ schemaDrift { field kind path count firstSeen lastSeen exampleEventId } }', caller);
    return schemaDrift;
  };
  const countOf = async (wanted: string) => (await ask()).find(({ path }) => path === wanted)?.count;
  /** One webhook of several. */
  const together = (...webhooks: JsonObject[]) => ({
    object: 'whatsapp_business_account',
    entry: webhooks.flatMap(({ entry }) => objectsOf(entry)),
  });

  it('is counted though nobody reads it, and shown without events of accounts that the caller may not see', async () => {
    await gateway.post(statusUpdate('wamid.1', 'sent', { pricing: { category: 'utility', rate_card: 'x' } }));
    await gateway.post(textMessage('wamid.2', 'Hi', { sentiment: 'good' }, { account: '999' }));
    await gateway.post(change('field_of_2027', { novelty: 1 }));
    const drift = await ask();
    const { events } = await gateway.ask<{ events: { nodes: { id: string; receivedAt: string }[] } }>(
      '{ events { nodes { id receivedAt } } }',
    );
    const [status, message] = events.nodes;
    expect(drift).toEqual([
      {
        field: 'messages',
        kind: 'MESSAGE_STATUS_UPDATED',
        path: 'pricing.rate_card',
        count: 1,
        firstSeen: status?.receivedAt,
        lastSeen: status?.receivedAt,
        exampleEventId: status?.id,
      },
      expect.objectContaining({
        kind: 'MESSAGE_RECEIVED',
        path: 'sentiment',
        exampleEventId: message?.id,
      }),
    ]);
    const confined = { ...everyone, accounts: new Set([ACCOUNT]) };
    expect(await ask(confined)).toMatchObject([{ exampleEventId: status?.id }, { exampleEventId: null }]);
  });

  it('is counted of what stands around an item as well', async () => {
    const around = (webhook: JsonObject): JsonObject => {
      const [entry] = objectsOf(webhook.entry);
      const [{ value, ...rest } = {}] = objectsOf(entry?.changes);
      const contacts = [{ profile: { name: 'Ada', pronouns: 'she' }, wa_id: '1', verified: true }];
      const metadata = { ...objectOf(objectOf(value).metadata), region: 'eu' };
      const changes = [{ ...rest, value: { ...objectOf(value), contacts, metadata }, shard: 7 }];
      return { ...webhook, entry: [{ ...entry, changes }] };
    };
    await gateway.post(around(textMessage('wamid.around')));
    await gateway.post(around(change('user_preferences', { user_preferences: [{ value: 'stop' }] })));
    const drift = await ask();
    const pathsOf = (kind: string) =>
      drift
        .filter((entry) => entry.kind === kind)
        .map(({ path }) => path)
        .sort();
    const paths = ['beside.shard', 'contacts.profile.pronouns', 'contacts.verified', 'metadata.region'];
    expect(pathsOf('MESSAGE_RECEIVED')).toEqual(expect.arrayContaining(paths));
    expect(pathsOf('CONTACT_PREFERENCES_UPDATED')).toEqual(paths);
  });

  it('is counted once for each event, however often it comes, is read, and by whom', async () => {
    const [first, second, third] = ['1', '2', '3'].map((id) =>
      textMessage(`wamid.${id}`, 'Hi', { once_only: 1 }),
    );
    if (!first || !second || !third) throw new Error('missing');
    await gateway.post(first);
    await gateway.post(first);
    expect(await countOf('once_only')).toBe(1);
    await gateway.post(together(first, second, second, first));
    expect(await countOf('once_only')).toBe(2);
    for (let times = 0; times < 2; times += 1) await gateway.ask('{ events { nodes { __typename } } }');
    const replica = await LiveGateway.start(gateway.databaseUrl);
    try {
      await replica.post(together(second, third));
      await replica.ask('{ events { nodes { __typename } } }');
      expect(await countOf('once_only')).toBe(3);
    } finally {
      await replica.close();
    }
  });
});
