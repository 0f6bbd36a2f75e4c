import type { JsonObject } from '../../src/common/json';
import { GraphClient } from '../../src/graph/client';
import { AccountsNotNamedError, GrantedAccounts } from '../../src/graph/granted-accounts';
import { GraphDouble } from '../support/graph-double';

const MANAGEMENT = 'whatsapp_business_management';
const MESSAGING = 'whatsapp_business_messaging';
const TOKEN = 'EAAsecrettoken';

let double: GraphDouble;
let client: GraphClient;
let data: JsonObject;

beforeAll(async () => {
  double = await GraphDouble.start(() => ({ body: { data } }));
  client = new GraphClient({ baseUrl: double.url, version: 'v23.0' });
});
afterAll(async () => {
  await client.close();
  await double.stop();
});
beforeEach(() => {
  double.requests.length = 0;
});

const granted = () => new GrantedAccounts({ client, token: TOKEN, appId: '1234', appSecret: 'secret' });

describe('the accounts that a token was granted', () => {
  it('are the targets of its scopes, asked for once', async () => {
    data = {
      is_valid: true,
      scopes: [MANAGEMENT, MESSAGING],
      granular_scopes: [
        { scope: 'business_management' },
        { scope: MANAGEMENT, target_ids: ['1', '2'] },
        { scope: MESSAGING, target_ids: ['2', '3'] },
      ],
    };
    const accounts = granted();
    expect(await accounts.ids()).toEqual(['1', '2', '3']);
    expect(await accounts.ids()).toEqual(['1', '2', '3']);
    expect(double.requests).toHaveLength(1);
  });

  it.each<[string, JsonObject]>([
    ['with its error', { code: 190, message: `Session of ${TOKEN} has expired`, subcode: 463 }],
    ['without one', {}],
  ])('are not known by a token that is no longer good, which Meta says %s', async (_how, error) => {
    data = { is_valid: false, scopes: [], ...(error.code !== undefined && { error }) };
    const accounts = granted();
    const refused = accounts.ids();
    await expect(refused).rejects.toMatchObject({ name: 'GraphApiError', meta: { code: 190 } });
    await expect(refused).rejects.not.toThrow(TOKEN);
    data = { is_valid: true, granular_scopes: [{ scope: MANAGEMENT, target_ids: ['1'] }] };
    expect(await accounts.ids()).toEqual(['1']);
  });

  it.each<[string, JsonObject]>([
    ['a scope has no targets', { granular_scopes: [{ scope: MANAGEMENT }, { scope: MESSAGING }] }],
    ['the list of targets is empty', { granular_scopes: [{ scope: MANAGEMENT, target_ids: [] }] }],
    ['scopes stand alone', { scopes: [MANAGEMENT] }],
  ])('are to be configured where the token is good for all of its user: %s', async (_how, scopes) => {
    data = { is_valid: true, ...scopes };
    const accounts = granted();
    await expect(accounts.ids()).rejects.toThrow('WHATSAPP_BUSINESS_ACCOUNT_IDS');
    await expect(accounts.ids()).rejects.toThrow(AccountsNotNamedError);
    expect(double.requests).toHaveLength(1);
  });

  it('are none without the permissions', async () => {
    data = { is_valid: true, scopes: ['public_profile'], granular_scopes: [{ scope: 'public_profile' }] };
    expect(await granted().ids()).toEqual([]);
  });
});
