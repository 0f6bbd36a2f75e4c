import { createHmac } from 'node:crypto';
import { type Sandbox, startSandbox } from '../../src/sandbox';
import { ACCOUNT, at, GraphClient, ids, list, PHONE_NUMBER } from './support/client';

describe('reading the sandbox', () => {
  let sandbox: Sandbox;
  let graph: GraphClient;

  beforeAll(async () => {
    sandbox = await startSandbox();
    graph = new GraphClient(sandbox);
  });
  afterAll(() => sandbox.close());

  it('describes itself', async () => {
    const { body } = await graph.get('/sandbox');
    expect(body).toEqual(JSON.parse(JSON.stringify(sandbox.description())));
    expect(list(body, 'businesses').length).toBeGreaterThanOrEqual(2);
    expect(list(body, 'accounts')).toHaveLength(5);
    for (const account of list(body, 'accounts')) {
      expect(list(account, 'templates')).toContainEqual(
        expect.objectContaining({ name: 'hello_world', language: 'en_US', status: 'APPROVED' }),
      );
    }
    expect(list(body, 'accounts').flatMap((account) => list(account, 'templates')).length).toBeGreaterThan(
      99,
    );
    expect(list(body, 'accounts').flatMap((account) => list(account, 'phoneNumbers'))).toHaveLength(20);
  });

  it('has ids that no two nodes share, one of them beyond 2^53', () => {
    const { accounts, businesses } = sandbox.description();
    const all = [
      ...businesses.map(({ id }) => id),
      ...accounts.flatMap(({ id, phoneNumbers, templates }) => [
        id,
        ...[...phoneNumbers, ...templates].map((node) => node.id),
      ]),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(
      accounts.flatMap(({ templates }) => templates).some(({ id }) => !Number.isSafeInteger(Number(id))),
    ).toBe(true);
  });

  it('expands edges and fields in one call', async () => {
    const { status, headers, body } = await graph.get(`/v22.0/${ACCOUNT}`, {
      fields:
        'name,owner_business{verification_status},phone_numbers.limit(2){display_phone_number,throughput{level},' +
        'whatsapp_business_profile{about,vertical}},message_templates.limit(3).status(["PAUSED","DISABLED"]){status}',
    });
    expect(status).toBe(200);
    expect(headers.get('facebook-api-version')).toBe('v22.0');
    expect(body).toMatchObject({
      id: ACCOUNT,
      name: 'Alder & Pine US',
      owner_business: { verification_status: 'verified', id: expect.any(String) },
      phone_numbers: {
        data: [
          {
            id: PHONE_NUMBER,
            throughput: { level: 'HIGH' },
            whatsapp_business_profile: { data: [{ about: expect.any(String), vertical: 'RETAIL' }] },
          },
          { id: expect.any(String) },
        ],
        paging: { cursors: { before: expect.any(String), after: expect.any(String) } },
      },
    });
    expect(list(body, 'message_templates', 'data').map((item) => at(item, 'status'))).toEqual([
      'PAUSED',
      'DISABLED',
    ]);
  });

  it('leaves out what has no value, and empty edges of an expansion', async () => {
    const { body } = await graph.get(`/${ACCOUNT}`, {
      fields: 'on_behalf_of_business_info,product_catalogs{id},name',
    });
    expect(body).toEqual({ name: 'Alder & Pine US', id: ACCOUNT });
  });

  it('answers default fields without a selection', async () => {
    const account = await graph.get(`/v23.0/${ACCOUNT}`);
    expect(Object.keys(Object(account.body)).sort()).toEqual([
      'id',
      'message_template_namespace',
      'name',
      'timezone_id',
    ]);
    const profile = await graph.get(`/v23.0/${PHONE_NUMBER}/whatsapp_business_profile`, {
      fields: 'about,email',
    });
    expect(profile.body).toEqual({ data: [{ about: expect.any(String), email: expect.any(String) }] });
  });

  it('pages forward and back over the same members', async () => {
    const all = ids((await graph.get(`/v23.0/${ACCOUNT}/message_templates`, { limit: '1000' })).body);
    const seen: unknown[] = [];
    let url: unknown = `/v23.0/${ACCOUNT}/message_templates?limit=10&fields=name`;
    let last: unknown;
    while (typeof url === 'string') {
      const { body } = await graph.get(url);
      seen.push(...ids(body));
      last = body;
      url = at(body, 'paging', 'next');
    }
    expect(seen).toEqual(all);
    const previous = String(at(last, 'paging', 'previous'));
    expect(new URL(previous).searchParams.get('access_token')).toBe('EAAtest');
    const back = ids((await graph.get(previous)).body);
    expect(back).toEqual(all.slice(-back.length - list(last, 'data').length, -list(last, 'data').length));
  });

  it('follows the next page of an expanded edge with its filters and fields', async () => {
    const first = await graph.get(`/v23.0/${ACCOUNT}`, {
      fields: 'message_templates.limit(2).category(MARKETING){name,quality_score{score}}',
    });
    const { body } = await graph.get(String(at(first.body, 'message_templates', 'paging', 'next')));
    expect(list(body, 'data')).toHaveLength(2);
    expect(at(body, 'data', 0)).toEqual({
      name: expect.any(String),
      quality_score: { score: expect.any(String) },
      id: expect.any(String),
    });
  });

  it.each([
    ['name', 'login', 3],
    ['status', 'PAUSED', 1],
    ['status', '["PAUSED","REJECTED"]', 2],
    ['category', 'AUTHENTICATION', 3],
    ['language', 'pt_BR', 1],
    ['content', 'summer sale', 1],
    ['name_or_content', 'login_code_one', 1],
  ])('filters templates by %s=%s', async (name, value, count) => {
    const byQuery = await graph.get(`/v23.0/${ACCOUNT}/message_templates`, { [name]: value });
    expect(list(byQuery.body, 'data')).toHaveLength(count);
    const argument = value.startsWith('[') ? value : JSON.stringify(value);
    const nested = await graph.get(`/v23.0/${ACCOUNT}`, {
      fields: `message_templates.${name}(${argument}){id}`,
    });
    expect(ids(nested.body, 'message_templates')).toEqual(ids(byQuery.body));
  });

  it('filters and sorts with Graph operators', async () => {
    const filtered = await graph.get(`/v23.0/339184725960113/phone_numbers`, {
      fields: 'account_mode',
      filtering: JSON.stringify([{ field: 'account_mode', operator: 'EQUAL', value: 'SANDBOX' }]),
    });
    expect(list(filtered.body, 'data').map((item) => at(item, 'account_mode'))).toEqual(['SANDBOX']);
    const sorted = await graph.get(`/v23.0/${ACCOUNT}/phone_numbers`, {
      fields: 'last_onboarded_time',
      sort: "['last_onboarded_time_descending']",
    });
    const times = list(sorted.body, 'data').map((item) => String(at(item, 'last_onboarded_time') ?? ''));
    expect(times).toEqual([...times].sort().reverse());
  });

  it('summarizes', async () => {
    const { body } = await graph.get(`/v23.0/${ACCOUNT}/message_templates`, { limit: '1', summary: 'true' });
    expect(at(body, 'summary')).toMatchObject({ total_count: 36, message_template_limit: 6000 });
    const one = await graph.get(`/v23.0/${ACCOUNT}`, {
      fields: 'phone_numbers.limit(1).summary(total_count){id}',
    });
    expect(at(one.body, 'phone_numbers', 'summary')).toEqual({ total_count: 6 });
  });

  it('reads several nodes by id, and an edge of several', async () => {
    const two = `${ACCOUNT},104996122399160`;
    const { body } = await graph.get('/v23.0/', { ids: two, fields: 'currency' });
    expect(body).toEqual({
      [ACCOUNT]: { currency: 'USD', id: ACCOUNT },
      '104996122399160': { currency: 'EUR', id: '104996122399160' },
    });
    const edge = await graph.get('/v23.0/phone_numbers', { ids: two, fields: 'id', limit: '1' });
    expect(ids(edge.body, ACCOUNT)).toEqual([PHONE_NUMBER]);
  });

  it('describes a node with metadata=1', async () => {
    const { body } = await graph.get(`/v23.0/${PHONE_NUMBER}`, { metadata: '1', fields: 'id' });
    expect(at(body, 'metadata', 'type')).toBe('whatsappbusinessphonenumber');
    expect(list(body, 'metadata', 'fields')).toContainEqual({
      name: 'throughput',
      type: 'object',
      description: expect.any(String),
    });
    expect(Object.keys(Object(at(body, 'metadata', 'connections')))).toContain('whatsapp_business_profile');
  });

  it('answers analytics as fields with arguments', async () => {
    const { body } = await graph.get(`/v23.0/${ACCOUNT}`, {
      fields:
        'analytics.start(1767225600).end(1767484800).granularity(DAY),pricing_analytics.start(1767225600).end(1767312000).granularity(DAILY).dimensions(["PRICING_CATEGORY"])',
    });
    expect(list(body, 'analytics', 'data_points')).toHaveLength(3);
    expect(list(body, 'pricing_analytics', 'data', 0, 'data_points')).toHaveLength(4);
  });

  it('inspects tokens, exchanges them and knows who one is', async () => {
    const { appId, appSecret, accounts } = sandbox.description();
    const app = new GraphClient(sandbox, `${appId}|${appSecret}`);
    const { body } = await app.get('/debug_token', { input_token: 'EAAother' });
    expect(body).toMatchObject({
      data: { app_id: appId, is_valid: true, expires_at: 0, type: 'SYSTEM_USER' },
    });
    expect(list(body, 'data', 'granular_scopes')).toContainEqual({
      scope: 'whatsapp_business_management',
      target_ids: accounts.map(({ id }) => id),
    });
    expect((await app.get('/debug_token', { input_token: 'EAAexpiredOne' })).body).toMatchObject({
      data: { is_valid: false, error: { code: 190, subcode: 463 } },
    });
    const credentials = { client_id: appId, client_secret: appSecret };
    const exchanged = await new GraphClient(sandbox, '').get('/v23.0/oauth/access_token', {
      ...credentials,
      grant_type: 'client_credentials',
    });
    expect(exchanged.body).toEqual({ access_token: `${appId}|${appSecret}`, token_type: 'bearer' });
    expect((await graph.get('/me')).body).toEqual({ name: expect.any(String), id: expect.any(String) });
    expect((await app.get(`/${ACCOUNT}`)).body).toMatchObject({ error: { code: 100, error_subcode: 33 } });
  });

  it('checks an appsecret_proof that it is given', async () => {
    const { appSecret } = sandbox.description();
    const proof = createHmac('sha256', appSecret).update('EAAtest').digest('hex');
    expect((await graph.get(`/${ACCOUNT}`, { appsecret_proof: proof })).status).toBe(200);
    const wrong = await graph.get(`/${ACCOUNT}`, { appsecret_proof: proof.replace(/./g, '0') });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatchObject({
      error: { code: 100, message: 'Invalid appsecret_proof provided in the API argument' },
    });
  });

  it('runs a batch with dependent items, in order, each with its own status', async () => {
    const { body } = await graph.post('/v23.0/', {
      include_headers: false,
      batch: JSON.stringify([
        { method: 'GET', name: 'first', relative_url: `${ACCOUNT}/phone_numbers?limit=2&fields=id` },
        { method: 'GET', relative_url: '?ids={result=first:$.data.*.id}&fields=quality_rating' },
        { method: 'GET', relative_url: 'v22.0/999' },
      ]),
    });
    expect(list(body)).toHaveLength(3);
    expect(at(body, 0)).toBeNull();
    expect(JSON.parse(String(at(body, 1, 'body')))).toHaveProperty([PHONE_NUMBER, 'quality_rating'], 'GREEN');
    expect(at(body, 2)).toEqual({ code: 400, body: expect.stringContaining('"error_subcode":33') });
  });

  it('answers 304 to a known ETag', async () => {
    const { headers } = await graph.get(`/${ACCOUNT}`);
    const again = await graph.call('GET', `/${ACCOUNT}`, {}, { 'if-none-match': headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });
});
