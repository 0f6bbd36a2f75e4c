import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLObjectType } from 'graphql';
import { consumedBy } from '../../src/domains/graphql/consumes';
import { buildGatewaySchema } from '../../src/server/schema';
import { type DoubleAnswer, GraphDouble, type SeenRequest } from '../support/graph-double';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';
import { ACCOUNT, APP_SECRET, envelope, inbound, NUMBER, postWebhook } from './support/webhooks';

const QUIET_MS = 100;
const CUSTOMER = '16315551181';
const NAMED = 'phoneNumber { verifiedName }';
const HELLO = {
  id: '3',
  name: 'hello_world',
  language: 'en_US',
  status: 'APPROVED',
  category: 'UTILITY',
  components: [{ type: 'BODY', text: 'Hello.' }],
};
const schema = buildGatewaySchema();

let folder: { path: string; remove(): Promise<void> };
let double: GraphDouble;
let gateway: GatewayProcess;
let sent = 0;

function answer({ path, query, method }: SeenRequest): DoubleAnswer {
  sent += 1;
  if (path.endsWith('/uploads')) return { body: { id: 'upload:1?sig=2' } };
  if (method === 'POST') return { body: { success: true, messages: [{ id: `wamid.sent${sent}` }] } };
  const nodeOf = (id: string) => ({
    id,
    name: 'One',
    verified_name: 'One',
    url: 'https://lookaside.fbsbx.com/1',
    ...(id === ACCOUNT && {
      whatsapp_business_manager_messaging_limit: 'TIER_1K',
      phone_numbers: { data: [{ id: NUMBER }] },
      message_templates: { data: [HELLO] },
    }),
    ...(query.has('metadata') && id === NUMBER && { metadata: { type: 'WhatsAppBusinessPhoneNumber' } }),
  });
  const ids = query.get('ids')?.split(',');
  if (ids) return { body: Object.fromEntries(ids.map((id) => [id, nodeOf(id)])) };
  return { body: nodeOf(path.split('/').at(-1) ?? '') };
}

beforeAll(async () => {
  folder = await temporaryFolder();
  double = await GraphDouble.start(answer);
  gateway = await startGatewayProcess(folder.path, {
    WHATSAPP_ACCESS_TOKEN: 'EAAtoken',
    WHATSAPP_BUSINESS_ACCOUNT_IDS: ACCOUNT,
    META_APP_ID: '670843887433847',
    META_APP_SECRET: APP_SECRET,
    GRAPH_API_URL: double.url,
  });
});
afterAll(async () => {
  await gateway.stop();
  await double.stop();
  await folder.remove();
});

interface Told {
  policies: string[];
  requests: number;
  answer: string;
}

/** Resolves when nothing is asked of Meta: what the gateway asks by itself, such as a number's level, is no operation's. */
async function quiet(): Promise<void> {
  for (let seen = -1; seen !== double.requests.length; await sleep(QUIET_MS)) seen = double.requests.length;
}

/** Runs an operation; what it was told to have consumed, and how often Meta was asked. */
async function run(operation: string): Promise<Told> {
  await quiet();
  const before = double.requests.length;
  const answered = (await ask(gateway.url, operation)) as Awaited<ReturnType<typeof ask>> & {
    extensions?: { limits?: { policy: string }[] };
  };
  if (answered.errors) throw new Error(JSON.stringify(answered.errors));
  return {
    policies: [...new Set((answered.extensions?.limits ?? []).map(({ policy }) => policy))],
    requests: double.requests.length - before,
    answer: JSON.stringify(answered.data),
  };
}

/** The first value of a key anywhere in the answer to an operation. */
async function valueIn(operation: string, key: string): Promise<string> {
  const found = new RegExp(`"${key}":"([^"]+)"`).exec((await run(operation)).answer)?.[1];
  if (found === undefined) throw new Error(`There is no ${key} in the answer to ${operation}`);
  return found;
}

const send = (content: string, more = '') =>
  `mutation { sendMessage(input: { phoneNumberId: "${NUMBER}", to: "+${CUSTOMER}", content: ${content} ${more} }) ` +
  `{ message { ${NAMED} } userErrors { code } } }`;
const steer = (what: string, id: string) =>
  `mutation { ${what}Broadcast(input: { id: "${id}" }) { broadcast { ${NAMED} } } }`;

/** Every way to consume something that an operation has, from the one that consumes nothing on. */
async function operations(): Promise<Record<string, string[]>> {
  const preference = {
    wa_id: CUSTOMER,
    category: 'marketing_messages',
    value: 'stop',
    timestamp: '1762900009',
  };
  await postWebhook(gateway.url, inbound('wamid.in'));
  await postWebhook(
    gateway.url,
    envelope(
      {
        messaging_product: 'whatsapp',
        metadata: { display_phone_number: '1', phone_number_id: NUMBER },
        contacts: [{ wa_id: CUSTOMER }],
        user_preferences: [preference],
      },
      'user_preferences',
    ),
  );
  const conversation = await valueIn(
    `{ phoneNumber(id: "${NUMBER}") { conversations(first: 1) { nodes { id } } } }`,
    'id',
  );
  const delivery = await valueIn('{ webhookDeliveries(first: 1) { nodes { id } } }', 'id');
  const start =
    `mutation { startBroadcast(input: { phoneNumberId: "${NUMBER}", content: { text: { body: "Hi" } }, ` +
    `recipients: [{ to: "+${CUSTOMER}" }] }) { broadcast { id ${NAMED} } userErrors { code } } }`;
  const broadcast = await valueIn(start, 'id');
  return {
    schemaDrift: ['{ schemaDrift { path } }'],
    whatsAppBusinessAccount: [`{ whatsAppBusinessAccount(id: "${ACCOUNT}") { name } }`],
    whatsAppBusinessAccounts: ['{ whatsAppBusinessAccounts(first: 1) { nodes { name } } }'],
    phoneNumber: [`{ phoneNumber(id: "${NUMBER}") { verifiedName } }`],
    messageTemplate: ['{ messageTemplate(id: "3") { name } }'],
    flow: ['{ flow(id: "4") { name } }'],
    business: ['{ business(id: "5") { name } }'],
    media: ['{ media(id: "6") { mimeType } }'],
    node: [`{ node(id: "${NUMBER}") { ... on PhoneNumber { verifiedName } } }`],
    nodes: [`{ nodes(ids: ["${NUMBER}"]) { ... on PhoneNumber { verifiedName } } }`],
    message: [`{ message(id: "wamid.in") { ${NAMED} } }`],
    conversation: [`{ conversation(id: "${conversation}") { ${NAMED} } }`],
    contact: [`{ contact(id: "${CUSTOMER}") { marketingOptOuts { ${NAMED} } } }`],
    events: [`{ events(first: 1) { nodes { ${NAMED} } } }`],
    webhookDelivery: [`{ webhookDelivery(id: "${delivery}") { events { nodes { ${NAMED} } } } }`],
    webhookDeliveries: [`{ webhookDeliveries { nodes { events { nodes { ${NAMED} } } } } }`],
    sendMessage: [
      send('{ text: { body: "Hi" } }', ', idempotencyKey: "one"'),
      send('{ template: { name: "hello_world", language: "en_US" } }').replace(CUSTOMER, '16315551182'),
      send('{ interactive: { callPermissionRequest: { body: "May we call?" } } }'),
    ],
    sendAttempt: [`{ sendAttempt(idempotencyKey: "one") { message { ${NAMED} } } }`],
    markMessageAsRead: [
      `mutation { markMessageAsRead(input: { phoneNumberId: "${NUMBER}", messageId: "wamid.in" }) { success } }`,
    ],
    createUploadSession: [
      'mutation { createUploadSession(input: { fileName: "a.png", fileLength: 5, fileType: "image/png" }) { uploadSession { id } } }',
    ],
    startBroadcast: [start],
    broadcast: [`{ broadcast(id: "${broadcast}") { ${NAMED} } }`],
    broadcasts: [`{ broadcasts(first: 1) { nodes { ${NAMED} } } }`],
    pauseBroadcast: [steer('pause', broadcast)],
    resumeBroadcast: [steer('resume', broadcast)],
    cancelBroadcast: [steer('cancel', broadcast)],
  };
}

test('every query and mutation consumes what it declares, and nothing else', async () => {
  const told: Record<string, Told> = {};
  for (const [name, ways] of Object.entries(await operations())) {
    const all: Told[] = [];
    for (const way of ways) all.push(await run(way));
    told[name] = {
      policies: [...new Set(all.flatMap(({ policies }) => policies))],
      requests: all.reduce((sum, { requests }) => sum + requests, 0),
      answer: '',
    };
  }
  const fieldsOf = (type: GraphQLObjectType | null | undefined) => Object.values(type?.getFields() ?? {});
  const roots = [...fieldsOf(schema.getQueryType()), ...fieldsOf(schema.getMutationType())];
  expect(Object.keys(told).sort()).toEqual(roots.map(({ name }) => name).sort());
  const declared = new Map(roots.map((root) => [root.name, consumedBy(root)]));
  for (const [name, { policies, requests }] of Object.entries(told)) {
    const limits = declared.get(name) ?? [];
    expect({ name, undeclared: policies.filter((policy) => !limits.includes(policy)) }).toEqual({
      name,
      undeclared: [],
    });
    // Whoever asks Meta declares something, and only those.
    expect({ name, asks: requests > 0 }).toEqual({ name, asks: limits.length > 0 });
  }
  // What is told only while Meta has closed it aside, nothing is declared that no operation consumes.
  const closable = ['platformCalls', 'userCalls', 'endpointCalls', 'spamRate', 'userMarketing'];
  const seen = new Set(Object.values(told).flatMap(({ policies }) => policies));
  expect([...seen, ...closable].sort()).toEqual([...new Set([...declared.values()].flat())].sort());
});

test('what an operation declares stands in its description', () => {
  const described = (name: string) =>
    (schema.getMutationType()?.getFields()[name] ?? schema.getQueryType()?.getFields()[name])?.description;
  expect(described('markMessageAsRead')).toMatch(
    / What it asks of Meta counts against `managementCalls`, `platformCalls`, `userCalls` and `endpointCalls`\.$/,
  );
  expect(described('schemaDrift')).not.toContain('counts against');
});
