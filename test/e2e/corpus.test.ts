import 'reflect-metadata';
import type { JsonObject, JsonValue } from '../../src/common/json';
import { EVENT_MAPPINGS } from '../../src/domains/events/event-types';
import { buildGatewaySchema } from '../../src/server/schema';
import { eventTypesOf, everythingOf } from '../domains/events/support/whole-selection';
import { GraphDouble } from '../support/graph-double';
import { WEBHOOK_CORPUS } from '../support/webhook-corpus';
import { messageSamples } from '../support/webhook-corpus/messages';
import { one, type Sample, webhookOf } from '../support/webhook-corpus/sample';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { type Answer, ask } from './support/graphql-client';
import { APP_SECRET, postWebhook } from './support/webhooks';

/** An id that JavaScript's numbers cannot hold, written as Meta writes it. */
const BIG = '16895569081298321234';
const bigTemplate: Sample = one(
  'message_template_quality_update',
  'TemplateQualityUpdated',
  { new_quality_score: 'GREEN', message_template_id: BIG, message_template_name: 'big' },
  { templateId: BIG },
  { name: 'an id beyond 2^53' },
);
const novelty: Sample = one(
  'field_of_2027',
  'UnknownEvent',
  { event: 'NOVELTY', deep: [{ kept: [1.5, null] }] },
  {},
);

const SAMPLES = [...messageSamples, ...WEBHOOK_CORPUS, bigTemplate, novelty];

interface Told {
  __typename: string;
  id: string;
  field: string;
  payload: unknown;
}

interface Page {
  events: { nodes: Told[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

let folder: { path: string; remove(): Promise<void> };
let gateway: GatewayProcess;
let graph: GraphDouble;

beforeEach(async () => {
  graph = await GraphDouble.start(({ path }) => ({
    body: { id: path.split('/').at(-1), url: 'https://lookaside.fbsbx.com/x', name: 'Some' },
  }));
  folder = await temporaryFolder();
  gateway = await startGatewayProcess(folder.path, {
    WHATSAPP_ACCESS_TOKEN: 'EAAe2e',
    GRAPH_API_URL: graph.url,
    META_APP_SECRET: APP_SECRET,
    LOG_LEVEL: 'warn',
  });
});
afterEach(async () => {
  await gateway.stop();
  await graph.stop();
  await folder.remove();
});

/** As Meta writes it: ids as numbers. */
function textOf(webhook: JsonObject): string {
  return JSON.stringify(webhook).replaceAll(`"${BIG}"`, BIG);
}

async function post(webhook: JsonObject): Promise<void> {
  expect(await postWebhook(gateway.url, textOf(webhook))).toBe(200);
}

/** Everything in the log that a filter lets through, with a selection. */
async function read(filter: string, selection: string): Promise<Told[]> {
  const found: Told[] = [];
  for (let after: string | null = null; ; ) {
    const answer: Answer<Page> = await ask<Page>(
      gateway.url,
      `query($after: String) { events(first: 100, after: $after, filter: { ${filter} }) {
         nodes { __typename id field payload ${selection} } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    const { data, errors } = answer;
    if (errors) throw new Error(JSON.stringify(errors));
    found.push(...data.events.nodes);
    if (!data.events.pageInfo.hasNextPage) return found;
    after = data.events.pageInfo.endCursor;
  }
}

const schema = buildGatewaySchema();
const KINDS = [...EVENT_MAPPINGS.map(({ kind }) => kind), 'UNKNOWN'];
const typeOf = (kind: string) =>
  kind === 'UNKNOWN'
    ? 'UnknownEvent'
    : kind.toLowerCase().replaceAll(/(^|_)([a-z])/g, (_all, _gap, letter: string) => letter.toUpperCase());

/** Every event with all that its type has. */
async function everything(): Promise<Told[]> {
  const types = new Map(eventTypesOf(schema).map((type) => [type.name, type]));
  const found: Told[] = [];
  for (const kind of KINDS) {
    const type = types.get(typeOf(kind));
    if (!type) throw new Error(`${kind} has no type`);
    found.push(...(await read(`kinds: [${kind}]`, `... on ${type.name} ${everythingOf(type, 1)}`)));
  }
  return found;
}

/** Each sample's events are there once, typed and with their payload; nothing else is. */
async function expectAllOnce(): Promise<void> {
  const left = await everything();
  const expected = SAMPLES.flatMap(({ name, field, value, events }) =>
    events.map((event) => ({ name, field, payload: value, ...event })),
  );
  expect(left).toHaveLength(expected.length);
  expect(new Set(left.map(({ id }) => id)).size).toBe(expected.length);
  for (const { name, field, type, fields, payload } of expected) {
    const place = left.findIndex(
      (told) => told.__typename === type && told.field === field && isSame(told.payload, payload),
    );
    expect({ name, isTold: place >= 0 }).toEqual({ name, isTold: true });
    expect(left.splice(place, 1)[0]).toMatchObject(fields);
  }
}

function isSame(told: unknown, payload: unknown): boolean {
  try {
    expect(told).toEqual(payload);
    return true;
  } catch {
    return false;
  }
}

/** The same for every run. */
function shuffled<T>(items: readonly T[]): T[] {
  let state = 20_261_123;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

const entriesOf = (webhook: JsonObject): JsonValue[] => (Array.isArray(webhook.entry) ? webhook.entry : []);

describe('a corpus of every kind of webhook', () => {
  it('arrives once each, typed, as it was sent', async () => {
    for (const sample of SAMPLES) await post(webhookOf(sample));
    await expectAllOnce();
    const drift = await ask(gateway.url, '{ schemaDrift { field path } }');
    expect(drift.data).toEqual({ schemaDrift: [] });
  });

  it('is counted for the operator, with what the schema does not know', async () => {
    const [sample] = WEBHOOK_CORPUS.filter(({ field }) => field === 'account_review_update');
    if (!sample) throw new Error('no sample');
    const drifted = webhookOf({ ...sample, value: { ...sample.value, key_of_2027: { inner: 1 } } });
    await post(drifted);
    await post(drifted);
    expect(await postWebhook(gateway.url, '{}')).toBe(400);
    expect(await postWebhook(gateway.url, '{}', 'wrong')).toBe(401);
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
    for (const line of [
      'whatsapp_gateway_webhooks_total{outcome="STORED"} 2',
      'whatsapp_gateway_webhooks_total{outcome="FOREIGN"} 1',
      'whatsapp_gateway_webhooks_total{outcome="WRONG_SIGNATURE"} 1',
      'whatsapp_gateway_events_total{outcome="new"} 1',
      'whatsapp_gateway_events_total{outcome="repeated"} 1',
      'whatsapp_gateway_event_streams 0',
      'whatsapp_gateway_event_log_place 1',
      'whatsapp_gateway_schema_drift_total{field="account_review_update",kind="ACCOUNT_REVIEW_UPDATED",path="key_of_2027"} 1',
      'whatsapp_gateway_schema_drift_total{field="",kind="",path="(other)"} 0',
    ]) {
      expect(metrics).toContain(`${line}\n`);
    }
  });

  it('arrives once each when it is shuffled, batched, and delivered again in other batches', async () => {
    const webhooks = SAMPLES.map(webhookOf);
    const [whole, bare] = [
      webhooks.filter((webhook) => webhook.object !== undefined && webhook.entry !== undefined),
      webhooks.filter((webhook) => webhook.object === undefined || webhook.entry === undefined),
    ];
    const entries = whole.flatMap(entriesOf);
    const twice = shuffled([...entries, ...entries]);
    const batches: JsonObject[] = [];
    for (let start = 0; start < twice.length; start += 7) {
      const entry = twice.slice(start, start + 7);
      batches.push({ object: 'whatsapp_business_account', entry: [...entry, ...entry.slice(0, 2)] });
    }
    // Side by side, as Meta's own deliveries are.
    const deliveries = shuffled([...batches, ...bare, ...bare, ...batches.slice(0, 5)]);
    for (let start = 0; start < deliveries.length; start += 8) {
      await Promise.all(deliveries.slice(start, start + 8).map(post));
    }
    await expectAllOnce();
  });
});
