import { type Sandbox, startSandbox } from '../../src/sandbox';
import { ACCOUNT, at, GraphClient, list, PHONE_NUMBER } from './support/client';

describe('writing to the sandbox', () => {
  let sandbox: Sandbox;
  let graph: GraphClient;

  beforeAll(async () => {
    sandbox = await startSandbox({ redeliveryDelaysMs: [], webhookUrl: 'http://127.0.0.1:9/' });
    graph = new GraphClient(sandbox);
  });
  afterAll(() => sandbox.close());

  it('changes what is given of a business profile, as JSON or as a form', async () => {
    const path = `/${PHONE_NUMBER}/whatsapp_business_profile`;
    await graph.post(path, { messaging_product: 'whatsapp', about: 'Open', websites: ['https://a.example'] });
    const form = new URLSearchParams({ messaging_product: 'whatsapp', email: 'a@a.example' }).toString();
    await graph.call('POST', path, {}, { 'content-type': 'application/x-www-form-urlencoded' }, form);
    expect((await graph.get(path, { fields: 'about,email,websites,vertical' })).body).toEqual({
      data: [{ about: 'Open', email: 'a@a.example', websites: ['https://a.example'], vertical: 'RETAIL' }],
    });
    const long = await graph.post(path, { messaging_product: 'whatsapp', about: 'x'.repeat(140) });
    expect(at(long.body, 'error', 'code')).toBe(100);
  });

  it('sets one feature of a phone number at a time', async () => {
    const path = `/${PHONE_NUMBER}/settings`;
    expect((await graph.post(path, { calling: { status: 'ENABLED' } })).body).toEqual({ success: true });
    expect((await graph.get(path)).body).toMatchObject({ calling: { status: 'ENABLED' } });
    expect((await graph.post(path, { calling: {}, storage_configuration: {} })).status).toBe(400);
  });

  it('registers only with the right PIN', async () => {
    const wrong = await graph.post(`/${PHONE_NUMBER}/register`, {
      messaging_product: 'whatsapp',
      pin: '654321',
    });
    expect(at(wrong.body, 'error', 'code')).toBe(133005);
  });

  it('takes a flow from draft to its end', async () => {
    const created = await graph.post(`/${ACCOUNT}/flows`, { name: 'new_flow', categories: ['OTHER'] });
    const id = String(at(created.body, 'id'));
    expect((await graph.post(`/${id}/deprecate`, {})).status).toBe(400);
    expect((await graph.post(`/${id}/publish`, {})).body).toEqual({ success: true });
    const { body } = await graph.get(`/${id}`, {
      fields: 'status,preview.invalidate(false){preview_url},whatsapp_business_account',
    });
    expect(body).toMatchObject({
      status: 'PUBLISHED',
      preview: { preview_url: expect.any(String) },
      whatsapp_business_account: { id: ACCOUNT },
    });
    expect(at((await graph.delete(`/${id}`)).body, 'error', 'code')).toBe(139004);
  });

  it('counts for templates', async () => {
    const query = {
      start: '2026-05-01',
      end: '2026-05-04',
      granularity: 'DAILY',
      template_ids: '["120216848912345678"]',
    };
    const { body } = await graph.get(`/${ACCOUNT}/template_analytics`, query);
    expect(list(body, 'data', 0, 'data_points')).toHaveLength(3);
    expect(at((await graph.get('/215589313241560883/template_analytics', query)).body, 'error', 'code')).toBe(
      200007,
    );
  });
});
