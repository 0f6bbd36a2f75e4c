import { createHmac } from 'node:crypto';
import { type Sandbox, startSandbox } from '../../src/sandbox';
import { ACCOUNT, at, GraphClient, list, PHONE_NUMBER } from './support/client';
import { type ReceivedWebhook, type Receiver, startReceiver } from './support/receiver';

const value = ({ text }: ReceivedWebhook): unknown => at(JSON.parse(text), 'entry', 0, 'changes', 0, 'value');
const field = ({ text }: ReceivedWebhook): unknown => at(JSON.parse(text), 'entry', 0, 'changes', 0, 'field');
const statuses = (webhooks: readonly ReceivedWebhook[]): unknown[] =>
  webhooks.flatMap((webhook) => list(value(webhook), 'statuses'));
const messages = (webhooks: readonly ReceivedWebhook[]): unknown[] =>
  webhooks.flatMap((webhook) => list(value(webhook), 'messages'));
const has = (wanted: string) => (webhooks: readonly ReceivedWebhook[]) =>
  statuses(webhooks).some((status) => at(status, 'status') === wanted);

describe('webhooks of the sandbox', () => {
  let receiver: Receiver;
  let sandbox: Sandbox;
  let graph: GraphClient;
  let now: number;

  beforeEach(async () => {
    now = Date.UTC(2026, 5, 1);
    receiver = await startReceiver();
    sandbox = await startSandbox({
      webhookUrl: receiver.url,
      statusDelaysMs: { sent: 1, delivered: 15, read: 30 },
      redeliveryDelaysMs: [5, 5, 5],
      replyProbability: 0,
      clock: { now: () => now },
    });
    graph = new GraphClient(sandbox);
  });
  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  it('tells sent, delivered and read, signed over the bytes as they are', async () => {
    const sent = await graph.send({
      to: '4915112345678',
      text: { body: 'Hallo' },
      biz_opaque_callback_data: 'ticket é',
    });
    const webhooks = await receiver.until((all) => statuses(all).length === 3);
    for (const { bytes, headers, text } of webhooks) {
      const signature = createHmac('sha256', sandbox.description().appSecret).update(bytes).digest('hex');
      expect(headers['x-hub-signature-256']).toBe(`sha256=${signature}`);
      expect(headers['content-type']).toBe('application/json');
      // Not what JSON.stringify would write: who signs anew gets another signature.
      expect(text).toContain('ticket \\u00e9');
      expect(JSON.stringify(JSON.parse(text))).not.toBe(text);
      expect(JSON.parse(text)).toMatchObject({
        object: 'whatsapp_business_account',
        entry: [{ id: ACCOUNT, changes: [{ field: 'messages' }] }],
      });
    }
    const byStatus = new Map(statuses(webhooks).map((status) => [at(status, 'status'), status]));
    expect([...byStatus.keys()].sort()).toEqual(['delivered', 'read', 'sent']);
    expect(byStatus.get('sent')).toEqual({
      id: at(sent.body, 'messages', 0, 'id'),
      status: 'sent',
      timestamp: '1780272000',
      recipient_id: '4915112345678',
      recipient_user_id: at(sent.body, 'contacts', 0, 'user_id'),
      biz_opaque_callback_data: 'ticket é',
      conversation: {
        id: expect.any(String),
        expiration_timestamp: expect.any(String),
        origin: { type: 'service' },
      },
      pricing: { billable: false, pricing_model: 'PMP', category: 'service', type: 'free_customer_service' },
    });
    expect(byStatus.get('read')).not.toHaveProperty('pricing');
    const [first] = webhooks;
    expect(first && value(first)).toMatchObject({
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: '15550783881', phone_number_id: PHONE_NUMBER },
      contacts: [
        {
          profile: { name: expect.any(String) },
          wa_id: '4915112345678',
          user_id: expect.stringMatching(/^DE\./),
        },
      ],
    });
  });

  it('bills a template', async () => {
    await graph.send({
      to: '16505551234',
      type: 'template',
      template: { name: 'hello_world', language: { code: 'en_US' } },
    });
    const webhooks = await receiver.until(has('sent'));
    expect(statuses(webhooks).find((status) => at(status, 'status') === 'sent')).toMatchObject({
      pricing: { billable: true, category: 'utility', type: 'regular' },
    });
  });

  it('posts again until it is answered with 200', async () => {
    receiver.answerWith(500, 503);
    await graph.send({ to: '15550000001', text: { body: 'x' } });
    const webhooks = await receiver.until((all) => all.length === 3);
    expect(new Set(webhooks.map(({ text }) => text)).size).toBe(1);
  });

  it.each([
    ['15550131026', 131026],
    ['15550131047', 131047],
    ['15550130497', 130497],
  ])('fails for %s with %d afterwards', async (to, code) => {
    expect((await graph.send({ to, text: { body: 'x' } })).status).toBe(200);
    const webhooks = await receiver.until(has('failed'));
    expect(webhooks).toHaveLength(1);
    expect(webhooks[0] && value(webhooks[0])).not.toHaveProperty('contacts');
    expect(statuses(webhooks)[0]).toMatchObject({
      status: 'failed',
      recipient_id: to,
      errors: [{ code, title: expect.any(String), error_data: { details: expect.any(String) } }],
    });
  });

  it('holds back marketing from who has had enough, nothing else', async () => {
    const to = '15550131049';
    const marketing = { name: 'visit', language: { code: 'en_US' } };
    await graph.send({ to, text: { body: 'x' } });
    await receiver.until(has('read'));
    const parameters = [
      { type: 'text', text: '1' },
      { type: 'text', text: '2' },
    ];
    await graph.send({
      to,
      type: 'template',
      template: { ...marketing, name: 'loyalty_points', components: [{ type: 'body', parameters }] },
    });
    const webhooks = await receiver.until(has('failed'));
    expect(statuses(webhooks).at(-1)).toMatchObject({ errors: [{ code: 131049 }] });
  });

  it('opens the service window when the customer writes, for 24 hours', async () => {
    const to = '15550131047';
    await graph.post('/sandbox/messages', {
      phoneNumberId: PHONE_NUMBER,
      from: to,
      type: 'text',
      text: { body: 'Hi' },
    });
    await graph.send({ to, text: { body: 'x' } });
    await receiver.until(has('read'));
    now += 25 * 3_600_000;
    await graph.send({ to, text: { body: 'x' } });
    await receiver.until(has('failed'));
  });

  it('hides the phone number of who has a username', async () => {
    await graph.send({ to: '15550000006', text: { body: 'x' } });
    const [webhook] = await receiver.until(has('sent'));
    expect(webhook?.text).not.toContain('15550000006');
    expect(webhook && value(webhook)).toMatchObject({
      contacts: [{ profile: { username: expect.any(String) }, user_id: expect.any(String) }],
      statuses: [{ recipient_user_id: expect.any(String) }],
    });
  });

  it('tells of group members', async () => {
    await graph.send({ recipient_type: 'group', to: 'Y2FwaV9ncm91cDox', text: { body: 'x' } });
    const webhooks = await receiver.until(has('sent'));
    expect(statuses(webhooks)[0]).toMatchObject({
      recipient_id: 'Y2FwaV9ncm91cDox',
      recipient_type: 'group',
      recipient_participant_id: expect.any(String),
    });
  });

  it('lets customers answer what they are asked', async () => {
    const interactive = {
      type: 'button',
      body: { text: 'Really?' },
      action: { buttons: [{ type: 'reply', reply: { id: 'yes', title: 'Yes' } }] },
    };
    const { body } = await graph.send({ to: '15550000004', type: 'interactive', interactive });
    const webhooks = await receiver.until((all) => messages(all).length > 0);
    expect(messages(webhooks)[0]).toMatchObject({
      from: '15550000004',
      from_user_id: expect.any(String),
      type: 'interactive',
      timestamp: expect.any(String),
      context: { from: '15550783881', id: at(body, 'messages', 0, 'id') },
      interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } },
    });
  });

  it('posts what a customer writes', async () => {
    const location = { latitude: 1.5, longitude: 2.5 };
    const { body } = await graph.post('/sandbox/messages', {
      phoneNumberId: PHONE_NUMBER,
      from: '+5511955550000',
      type: 'location',
      location,
    });
    const webhooks = await receiver.until((all) => messages(all).length > 0);
    expect(messages(webhooks)[0]).toMatchObject({
      id: at(body, 'id'),
      from: '5511955550000',
      type: 'location',
      location,
    });
  });

  it('posts duplicates for their magic number', async () => {
    await graph.send({ to: '15550000008', text: { body: 'x' } });
    // When the receiver is slow, several go together.
    const webhooks = await receiver.until((all) => statuses(all).length === 6);
    const told = statuses(webhooks).map((status) => at(status, 'status'));
    expect(told.sort()).toEqual(['delivered', 'delivered', 'read', 'read', 'sent', 'sent']);
  });

  it('writes a large template id as a number, digit for digit', async () => {
    const id = '120216848912345678';
    expect((await graph.get(`/${id}`, { fields: 'id' })).body).toEqual({ id });
    await graph.post(`/sandbox/templates/${id}/status`, { status: 'PAUSED' });
    const [webhook] = await receiver.until((all) => all.length > 0);
    expect(webhook?.text).toContain(`"message_template_id":${id},`);
    expect(webhook && field(webhook)).toBe('message_template_status_update');
    expect((await graph.get(`/${id}`, { fields: 'status' })).body).toEqual({ status: 'PAUSED', id });
  });

  it('reviews a new template', async () => {
    const draft = {
      name: 'thank_you',
      language: 'en_US',
      category: 'utility',
      components: [{ type: 'body', text: 'Thank you {{1}}!', example: { body_text: [['Ann']] } }],
    };
    const refused = await graph.post(`/${ACCOUNT}/message_templates`, draft);
    expect(refused.body).toMatchObject({
      error: { code: 100, error_subcode: 2388299, error_user_title: expect.any(String) },
    });
    const components = [{ ...draft.components[0], text: 'Thank you {{1}} for coming!' }];
    const created = await graph.post(`/${ACCOUNT}/message_templates`, { ...draft, components });
    expect(created.body).toEqual({ id: expect.any(String), status: 'PENDING', category: 'UTILITY' });
    const [webhook] = await receiver.until((all) => all.length > 0);
    expect(webhook && value(webhook)).toMatchObject({
      event: 'APPROVED',
      message_template_name: 'thank_you',
    });
    await graph.delete(`/${ACCOUNT}/message_templates`, { name: 'thank_you' });
    const all = await receiver.until((webhooks) => webhooks.length > 1);
    expect(all[1] && value(all[1])).toMatchObject({ event: 'DELETED' });
  });

  it("follows an account's own callback URL, and its subscription", async () => {
    const other = await startReceiver();
    try {
      await graph.post(`/${ACCOUNT}/subscribed_apps`, {
        override_callback_uri: other.url,
        verify_token: 'x',
      });
      expect((await graph.get(`/${ACCOUNT}/subscribed_apps`)).body).toMatchObject({
        data: [{ whatsapp_business_api_data: { id: expect.any(String) }, override_callback_uri: other.url }],
      });
      await graph.send({ to: '15550000001', text: { body: 'x' } });
      await other.until(has('sent'));
      expect(receiver.webhooks).toHaveLength(0);
      await graph.delete(`/${ACCOUNT}/subscribed_apps`);
      expect((await graph.get(`/${ACCOUNT}/subscribed_apps`)).body).toEqual({ data: [] });
    } finally {
      await other.close();
    }
  });
});
