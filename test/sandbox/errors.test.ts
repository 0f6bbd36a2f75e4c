import { type Sandbox, startSandbox } from '../../src/sandbox';
import { ACCOUNT, at, GraphClient, PHONE_NUMBER } from './support/client';

describe('errors of the sandbox', () => {
  let sandbox: Sandbox;
  let graph: GraphClient;

  beforeAll(async () => {
    sandbox = await startSandbox({ maximumObjects: 30 });
    graph = new GraphClient(sandbox);
  });
  afterAll(() => sandbox.close());

  it.each<[string, string, Record<string, string>, number, Record<string, unknown>]>([
    [
      'an unknown field',
      `/v23.0/${ACCOUNT}`,
      { fields: 'id,foo' },
      400,
      {
        code: 100,
        message: '(#100) Tried accessing nonexistent field (foo) on node type (WhatsAppBusinessAccount)',
      },
    ],
    [
      'an unknown field of an expanded edge',
      `/v23.0/${ACCOUNT}`,
      { fields: 'phone_numbers{foo}' },
      400,
      { code: 100, message: expect.stringContaining('(foo) on node type (WhatsAppBusinessPhoneNumber)') },
    ],
    ['an unknown key of an object', `/${PHONE_NUMBER}`, { fields: 'throughput{foo}' }, 400, { code: 100 }],
    [
      'an alias',
      `/${ACCOUNT}`,
      { fields: 'phone_numbers.as(x){id}' },
      400,
      { message: '(#100) Unknown fields: alias.' },
    ],
    [
      'an unknown id',
      '/v23.0/123456',
      {},
      400,
      {
        code: 100,
        error_subcode: 33,
        type: 'GraphMethodException',
        message: expect.stringMatching(/^Unsupported get request\. Object with ID '123456' does not exist/),
      },
    ],
    [
      'one bad id among several',
      '/',
      { ids: `${ACCOUNT},1` },
      400,
      { code: 100, error_subcode: 33, type: 'GraphMethodException' },
    ],
    ['too many ids', '/', { ids: Array(51).fill(ACCOUNT).join(',') }, 400, { code: 100 }],
    [
      'an unknown edge',
      `/${ACCOUNT}/nonsense`,
      {},
      400,
      { code: 2500, message: '(#2500) Unknown path components: /nonsense' },
    ],
    ['an unknown path', '/v23.0/nonsense', {}, 400, { code: 2500 }],
    ['a bad cursor', `/${ACCOUNT}/phone_numbers`, { after: 'bogus' }, 400, { code: 100 }],
    [
      'a bad cursor since v24.0',
      `/v24.0/${ACCOUNT}/message_templates`,
      { after: 'bogus' },
      400,
      { code: 131059 },
    ],
    ['a limit of zero', `/${ACCOUNT}/phone_numbers`, { limit: '0' }, 400, { code: 100 }],
    ['a limit that is no number', `/${ACCOUNT}/phone_numbers`, { limit: 'many' }, 400, { code: 100 }],
    ['bad syntax', `/${ACCOUNT}`, { fields: 'phone_numbers{id' }, 400, { code: 2500 }],
    [
      'too much data',
      `/${ACCOUNT}`,
      { fields: 'phone_numbers{id},message_templates{id}' },
      500,
      { code: 1, message: "Please reduce the amount of data you're asking for, then retry your request" },
    ],
  ])('%s', async (_title, path, query, status, error) => {
    const answer = await graph.get(path, query);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      error: expect.objectContaining({ type: 'OAuthException', fbtrace_id: expect.any(String), ...error }),
    });
  });

  it.each([
    ['', undefined],
    ['nonsense', undefined],
    ['EAAexpired1', 463],
  ])('token %p', async (token, subcode) => {
    const { status, body } = await new GraphClient(sandbox, token).get(`/${ACCOUNT}`);
    expect(status).toBe(401);
    expect(at(body, 'error', 'code')).toBe(190);
    expect(at(body, 'error', 'error_subcode')).toBe(subcode);
  });

  it('takes the token from the query too', async () => {
    const { status } = await new GraphClient(sandbox, '').get(`/${ACCOUNT}`, { access_token: 'EAAquery' });
    expect(status).toBe(200);
  });

  it('refuses writes that a node does not know', async () => {
    const { body } = await graph.post(`/v23.0/${sandbox.description().businesses[0]?.id}`, {});
    expect(body).toMatchObject({ error: { code: 100, error_subcode: 33 } });
  });

  it('refuses a body that is not JSON', async () => {
    const { status } = await graph.call(
      'POST',
      `/${PHONE_NUMBER}/messages`,
      {},
      { 'content-type': 'application/json' },
      '{',
    );
    expect(status).toBe(400);
  });
});
