import { GraphDouble } from '../support/graph-double';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';

const NUMBER = '2001';
const TEMPLATE = '3001';
const GONE = '1002';

let folder: { path: string; remove(): Promise<void> };
let double: GraphDouble;
let gateway: GatewayProcess;
/** What Graph answers for the account that the customer has taken back. */
let refusal: { status: number; code: number; subcode?: number };

beforeEach(async () => {
  folder = await temporaryFolder();
  double = await GraphDouble.start(({ path, query }) => {
    const ids = query.get('ids')?.split(',') ?? [path.split('/').at(-1) ?? ''];
    if (ids.includes(GONE)) {
      const { status, code, subcode } = refusal;
      const message = `Unsupported get request. Object with ID '${GONE}' does not exist`;
      return { status, body: { error: { message, code, error_subcode: subcode } } };
    }
    const answers = ids.map((id) => ({
      id,
      name: 'hello_world',
      status: 'APPROVED',
      display_phone_number: '+1 555-078-3881',
      phone_numbers: { data: id === '1001' ? [{ id: NUMBER }] : [] },
      message_templates: { data: id === '1001' ? [{ id: TEMPLATE }] : [] },
    }));
    return { body: query.has('ids') ? Object.fromEntries(answers.map((a) => [a.id, a])) : answers[0] };
  });
  gateway = await startGatewayProcess(folder.path, {
    WHATSAPP_ACCESS_TOKEN: 'EAAsecrettoken',
    WHATSAPP_BUSINESS_ACCOUNT_IDS: `1001,${GONE}`,
    GRAPH_API_URL: double.url,
    GATEWAY_API_KEYS: JSON.stringify([
      { name: 'agency', key: 'key-of-the-agency', scopes: ['*'], accounts: ['1001', GONE] },
    ]),
  });
});
afterEach(async () => {
  await gateway.stop();
  await double.stop();
  await folder.remove();
});

const asking = (query: string) => ask(gateway.url, query, {}, { authorization: 'Bearer key-of-the-agency' });

describe('a key whose accounts include one that Graph does not have any more', () => {
  beforeEach(() => {
    refusal = { status: 400, code: 100, subcode: 33 };
  });

  it('still sees the numbers and templates of the others', async () => {
    expect(await asking(`{ phoneNumber(id: "${NUMBER}") { displayPhoneNumber } }`)).toMatchObject({
      data: { phoneNumber: { displayPhoneNumber: '+1 555-078-3881' } },
    });
    expect(await asking(`{ messageTemplate(id: "${TEMPLATE}") { name } }`)).toMatchObject({
      data: { messageTemplate: { name: 'hello_world' } },
    });
  });

  it('is told what it may not touch, and nothing about the account that is gone', async () => {
    for (const query of ['{ phoneNumber(id: "2999") { id } }', '{ messageTemplate(id: "3999") { name } }']) {
      const { errors } = await asking(query);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      expect(JSON.stringify(errors)).not.toContain(GONE);
    }
  });
});

it('does not say that a number is outside the accounts of a key while one of them cannot be read', async () => {
  refusal = { status: 403, code: 200 };
  expect(await asking('{ phoneNumber(id: "2999") { id } }')).toMatchObject({
    errors: [{ extensions: { code: 'UPSTREAM_FORBIDDEN' } }],
  });
  expect(await asking(`{ phoneNumber(id: "${NUMBER}") { id } }`)).toMatchObject({
    data: { phoneNumber: { id: NUMBER } },
  });
});
