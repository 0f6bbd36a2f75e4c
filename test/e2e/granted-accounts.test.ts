import { type DoubleAnswer, GraphDouble } from '../support/graph-double';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';

let folder: { path: string; remove(): Promise<void> };
let double: GraphDouble;
let gateway: GatewayProcess;
let inspected: unknown;

const start = () =>
  startGatewayProcess(folder.path, {
    WHATSAPP_ACCESS_TOKEN: 'EAAsecrettoken',
    META_APP_ID: '1234',
    META_APP_SECRET: 'app-secret',
    GRAPH_API_URL: double.url,
    LIMITS: 'off',
  });

beforeEach(async () => {
  folder = await temporaryFolder();
  double = await GraphDouble.start((request): DoubleAnswer => {
    const { path, query } = request;
    if (path.endsWith('/debug_token')) return { body: { data: inspected } };
    return {
      body: Object.fromEntries((query.get('ids') ?? '').split(',').map((id) => [id, { id, name: `n${id}` }])),
    };
  });
});
afterEach(async () => {
  await gateway.stop();
  await double.stop();
  await folder.remove();
});

const list = () => ask(gateway.url, '{ whatsAppBusinessAccounts { nodes { id } } }');

// Neither is an error to `debug_token`, which answers 200: each has to be an error of the list, never an empty list.
it('says that the token has expired, and lists accounts as soon as it is good', async () => {
  gateway = await start();
  inspected = {
    is_valid: false,
    scopes: [],
    error: { code: 190, message: 'Session of EAAsecrettoken has expired', subcode: 463 },
  };
  for (let turn = 0; turn < 2; turn += 1) {
    const refused = await list();
    expect(refused.errors).toMatchObject([
      { path: ['whatsAppBusinessAccounts'], extensions: { code: 'UPSTREAM_UNAUTHENTICATED' } },
    ]);
    expect(JSON.stringify(refused)).not.toContain('EAAsecrettoken');
  }
  inspected = {
    is_valid: true,
    granular_scopes: [{ scope: 'whatsapp_business_management', target_ids: ['1', '2'] }],
  };
  expect(await list()).toMatchObject({
    data: { whatsAppBusinessAccounts: { nodes: [{ id: '1' }, { id: '2' }] } },
  });
});

it('says what to configure where the token is good for all accounts of its user, and answers what else was asked', async () => {
  inspected = { is_valid: true, granular_scopes: [{ scope: 'whatsapp_business_management' }] };
  gateway = await start();
  const { data, errors } = await ask(
    gateway.url,
    '{ whatsAppBusinessAccounts { nodes { id } } events { nodes { id } } }',
  );
  expect(errors).toMatchObject([
    { path: ['whatsAppBusinessAccounts'], extensions: { code: 'ACCOUNTS_NOT_NAMED' } },
  ]);
  expect(errors?.[0]?.message).toContain('WHATSAPP_BUSINESS_ACCOUNT_IDS');
  expect(data).toMatchObject({ whatsAppBusinessAccounts: null, events: { nodes: [] } });
});
