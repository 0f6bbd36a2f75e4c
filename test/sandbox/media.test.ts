import { createHash } from 'node:crypto';
import { type Sandbox, startSandbox } from '../../src/sandbox';
import { at, GraphClient, PHONE_NUMBER } from './support/client';

describe('media in the sandbox', () => {
  let sandbox: Sandbox;
  let graph: GraphClient;
  let now = Date.UTC(2026, 5, 1);

  beforeAll(async () => {
    sandbox = await startSandbox({ clock: { now: () => now } });
    graph = new GraphClient(sandbox);
  });
  afterAll(() => sandbox.close());

  function form(type: string, content: string): FormData {
    const body = new FormData();
    body.set('messaging_product', 'whatsapp');
    body.set('file', new Blob([content], { type }), 'note.txt');
    return body;
  }

  const authorized = { headers: { authorization: 'Bearer EAAtest' } };

  it('takes a file, tells about it, serves it, and forgets it', async () => {
    const uploaded = await graph.call(
      'POST',
      `/v23.0/${PHONE_NUMBER}/media`,
      {},
      {},
      form('text/plain', 'Hello, file'),
    );
    const id = String(at(uploaded.body, 'id'));
    const media = await graph.get(`/v23.0/${id}`, { phone_number_id: PHONE_NUMBER });
    expect(media.body).toEqual({
      messaging_product: 'whatsapp',
      url: expect.stringMatching(/^http:/),
      mime_type: 'text/plain',
      sha256: createHash('sha256').update('Hello, file').digest('hex'),
      file_size: 11,
      id,
    });
    const url = String(at(media.body, 'url'));
    const whole = await fetch(url, authorized);
    expect(whole.headers.get('content-type')).toBe('text/plain');
    expect(await whole.text()).toBe('Hello, file');
    const part = await fetch(url, { headers: { ...authorized.headers, range: 'bytes=7-' } });
    expect(part.status).toBe(206);
    expect(await part.text()).toBe('file');
    expect((await fetch(url)).status).toBe(401);
    now += 301_000;
    expect((await fetch(url, authorized)).status).toBe(404);
    expect((await graph.delete(`/v23.0/${id}`)).body).toEqual({ success: true });
    expect((await graph.get(`/v23.0/${id}`)).status).toBe(400);
  });

  it('gives a file to the number it is of alone, where a number is named', async () => {
    const uploaded = await graph.call('POST', `/${PHONE_NUMBER}/media`, {}, {}, form('text/plain', 'Hi'));
    const id = String(at(uploaded.body, 'id'));
    const another = { phone_number_id: '175532611056611' };
    expect((await graph.get(`/${id}`, another)).body).toMatchObject({
      error: { code: 100, error_subcode: 33 },
    });
    expect((await graph.call('DELETE', `/${id}`, another)).status).toBe(400);
    expect((await graph.get(`/${id}`)).status).toBe(200);
  });

  it('refuses what Meta would not take', async () => {
    const wrongType = await graph.call(
      'POST',
      `/${PHONE_NUMBER}/media`,
      {},
      {},
      form('application/zip', 'x'),
    );
    expect(at(wrongType.body, 'error', 'code')).toBe(100);
    const tooLarge = await graph.call(
      'POST',
      `/${PHONE_NUMBER}/media`,
      {},
      {},
      form('image/webp', 'x'.repeat(600_000)),
    );
    expect(at(tooLarge.body, 'error', 'code')).toBe(100);
    const without = await graph.call('POST', `/${PHONE_NUMBER}/media`, {}, {}, new FormData());
    expect(without.status).toBe(400);
  });
});
