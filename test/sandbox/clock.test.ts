import { changesOf, itemsOf } from './support/changes';
import { ACCOUNT, at, PHONE_NUMBER } from './support/client';
import { type Setting, startSetting } from './support/setting';

const HOUR = 3_600;
const authorized = { headers: { authorization: 'Bearer EAAtest' } };

describe("the sandbox's clock", () => {
  let setting: Setting;

  /** Nothing happens by itself before an hour is over. */
  beforeEach(async () => {
    setting = await startSetting({
      statusDelaysMs: { sent: HOUR * 1000, delivered: 2 * HOUR * 1000, read: 3 * HOUR * 1000 },
      redeliveryDelaysMs: [60_000, 600_000],
    });
  });
  afterEach(() => setting.close());

  async function advance(advanceSeconds: number): Promise<unknown> {
    const { status, body } = await setting.graph.post('/sandbox/clock', { advanceSeconds });
    expect(status).toBe(200);
    return body;
  }

  it('does what is due on the way, in order, each at its own time', async () => {
    const { graph, receiver } = setting;
    await graph.send({ to: '16505551234', text: { body: 'one' } });
    await advance(30);
    await graph.send({ to: '16505555678', text: { body: 'two' } });
    expect(receiver.webhooks).toHaveLength(0);
    expect(await advance(4 * HOUR)).toMatchObject({ happened: 6, pending: 0, movedBySeconds: 4 * HOUR + 30 });
    const statuses = itemsOf(receiver.webhooks, 'statuses');
    expect(statuses.map((status) => at(status, 'status'))).toEqual([
      'sent',
      'sent',
      'delivered',
      'delivered',
      'read',
      'read',
    ]);
    const times = statuses.map((status) => Number(at(status, 'timestamp')));
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(Math.round(((times[5] ?? 0) - (times[0] ?? 0)) / HOUR)).toBe(2);
  });

  it('delivers again what failed on the way', async () => {
    const { graph, receiver } = setting;
    receiver.answerWith(500, 500);
    await graph.send({ to: '15550000001', text: { body: 'x' } });
    await advance(2 * HOUR);
    expect(receiver.webhooks).toHaveLength(3);
    expect(new Set(receiver.webhooks.map(({ text }) => text)).size).toBe(1);
  });

  it('closes the service window after 24 hours', async () => {
    const { graph, receiver } = setting;
    const from = '16505551234';
    await graph.post('/sandbox/messages', { phoneNumberId: PHONE_NUMBER, from });
    await advance(24 * HOUR - 60);
    await graph.send({ to: from, text: { body: 'in time' } });
    await advance(120);
    await graph.send({ to: from, text: { body: 'too late' } });
    await advance(4 * HOUR);
    const outcomes = itemsOf(receiver.webhooks, 'statuses').map((status) => at(status, 'status'));
    expect(outcomes.sort()).toEqual(['delivered', 'failed', 'read', 'sent']);
  });

  it('lets media URLs expire after five minutes, and files after 30 days, or 7 when a customer sent them', async () => {
    const { graph, receiver } = setting;
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('file', new Blob(['x'], { type: 'text/plain' }), 'x.txt');
    const uploaded = await graph.call('POST', `/v23.0/${PHONE_NUMBER}/media`, {}, {}, form);
    const mine = String(at(uploaded.body, 'id'));
    await graph.post('/sandbox/messages', {
      phoneNumberId: PHONE_NUMBER,
      from: '16505551234',
      type: 'image',
    });
    const [webhook] = await receiver.until((all) => all.length === 1);
    const image = at(changesOf(webhook ? [webhook] : [])[0]?.value, 'messages', 0, 'image');
    const [theirs, url] = [String(at(image, 'id')), String(at(image, 'url'))];
    expect((await fetch(url, authorized)).status).toBe(200);
    await advance(301);
    expect((await fetch(url, authorized)).status).toBe(404);
    const fresh = await graph.get(`/${theirs}`);
    expect((await fetch(String(at(fresh.body, 'url')), authorized)).status).toBe(200);
    await advance(7 * 86_400);
    expect((await graph.get(`/${theirs}`)).status).toBe(400);
    expect((await graph.get(`/${mine}`)).status).toBe(200);
    await advance(23 * 86_400);
    expect((await graph.get(`/${mine}`)).status).toBe(400);
  });

  it("ends a template's review", async () => {
    const { graph } = setting;
    const components = [{ type: 'body', text: 'See you soon.' }];
    const draft = { name: 'see_you', language: 'en_US', category: 'utility', components };
    const { body } = await graph.post(`/${ACCOUNT}/message_templates`, draft);
    const status = async () =>
      at((await graph.get(`/${String(at(body, 'id'))}`, { fields: 'status' })).body, 'status');
    expect(await status()).toBe('PENDING');
    await advance(3 * HOUR);
    expect(await status()).toBe('APPROVED');
  });

  it('goes to a time that is named, and adds up what is asked for at once', async () => {
    const { graph } = setting;
    const start = Date.parse(String(at((await graph.get('/sandbox/clock')).body, 'now')));
    const target = new Date(start + 86_400_000).toISOString();
    await graph.post('/sandbox/clock', { now: target });
    await Promise.all([advance(HOUR), advance(HOUR)]);
    const end = Date.parse(String(at((await graph.get('/sandbox/clock')).body, 'now')));
    expect(end - Date.parse(target)).toBeGreaterThanOrEqual(2 * HOUR * 1000);
  });

  it('is not stopped by a receiver that does not answer', async () => {
    const { graph, sandbox } = setting;
    sandbox.setWebhookUrl('http://127.0.0.1:9/nobody');
    await graph.send({ to: '15550000001', text: { body: 'x' } });
    expect(await advance(2 * HOUR)).toMatchObject({ happened: 3, pending: 0 });
  });

  it.each([
    [{}, /exactly one of now/],
    [{ advanceSeconds: -1 }, /"advanceSeconds"/],
    [{ now: '2020-01-01T00:00:00Z' }, /"now".*forward only/],
    [{ now: 'tomorrow' }, /"now"/],
    [{ now: '9999-01-01T00:00:00Z' }, /ten years/],
    [{ advanceSeconds: 1, seconds: 1 }, /"seconds"/],
  ])('refuses %j', async (body, message) => {
    const answer = await setting.graph.post('/sandbox/clock', body);
    expect(answer.status).toBe(400);
    expect(at(answer.body, 'error', 'message')).toEqual(expect.stringMatching(message));
  });
});
