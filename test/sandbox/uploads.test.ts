import { type Sandbox, startSandbox } from '../../src/sandbox';
import { at, GraphClient } from './support/client';

describe('resumable uploads to the sandbox', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.close());

  it('takes a file in two parts and gives a handle', async () => {
    const graph = new GraphClient(sandbox);
    const { appId } = sandbox.description();
    const { body } = await graph.post(`/v23.0/${appId}/uploads`, {
      file_name: 'a.png',
      file_length: 10,
      file_type: 'image/png',
    });
    const id = String(at(body, 'id'));
    expect(id).toMatch(/^upload:.+\?sig=/);
    const headers = { authorization: 'OAuth EAAtest' };
    const first = await graph.call('POST', `/v23.0/${id}`, {}, { ...headers, file_offset: '0' }, '{12345');
    expect(first.body).toEqual({ id, file_offset: 6 });
    expect((await graph.get(`/v23.0/${id}`)).body).toEqual({ id, file_offset: 6 });
    const wrong = await graph.call('POST', `/v23.0/${id}`, {}, { ...headers, file_offset: '0' }, 'xx');
    expect(wrong.status).toBe(400);
    const last = await graph.call('POST', `/v23.0/${id}`, {}, { ...headers, file_offset: '6' }, '7890');
    expect(last.body).toEqual({ h: expect.stringMatching(/^4::/) });
  });
});
