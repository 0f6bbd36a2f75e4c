import { createHash } from 'node:crypto';
import { changesOf, isSigned, itemsOf } from './support/changes';
import { ACCOUNT, at, list, PHONE_NUMBER } from './support/client';
import { type Setting, startSetting } from './support/setting';

const CUSTOMER = '16505551234';

/** Every webhook field that Meta lets an app subscribe to, and the old one. */
const FIELDS = (
  'account_alerts account_review_update account_settings_update account_update automatic_events ' +
  'business_capability_update business_status_update business_username_updates calls flows ' +
  'group_lifecycle_update group_participants_update group_settings_update group_status_update history ' +
  'message_echoes message_template_components_update message_template_quality_update ' +
  'message_template_status_update messages messaging_handovers partner_solutions ' +
  'payment_configuration_update phone_number_name_update phone_number_quality_update security ' +
  'smb_app_state_sync smb_message_echoes standby template_category_update ' +
  'template_correct_category_detection tracking_events user_id_update user_preferences campaign_status_update'
).split(' ');

describe('emitters of the sandbox', () => {
  let setting: Setting;

  beforeEach(async () => {
    setting = await startSetting();
  });
  afterEach(() => setting.close());

  /** The changes that follow from a call. */
  async function emit(path: string, body: unknown, count = 1) {
    const { graph, receiver } = setting;
    const before = receiver.webhooks.length;
    const answer = await graph.post(`/sandbox/${path}`, body);
    expect(answer.body).toMatchObject({ success: true });
    const webhooks = await receiver.until((all) => all.length >= before + count);
    return { answer: answer.body, changes: changesOf(webhooks.slice(before)) };
  }

  it('lists an example of everything, each of which works', async () => {
    const { graph, receiver, sandbox } = setting;
    const sent = await graph.send({ to: CUSTOMER, text: { body: 'x' } });
    const id = String(at(sent.body, 'messages', 0, 'id'));
    const listed = list((await graph.get('/sandbox')).body, 'simulate');
    for (const example of listed) {
      const path = String(at(example, 'path')).replace(/\{.*\}/, id);
      const { status, body } = await graph.post(path, at(example, 'body'));
      expect({ path, status, body }).toMatchObject({ status: 200, body: { success: true } });
    }
    // The throughput upgrade, and the change of category, are told a little later.
    await graph.post('/sandbox/clock', { advanceSeconds: 90_000 });
    const told = (): Set<unknown> => new Set(changesOf(receiver.webhooks).map(({ field }) => field));
    await receiver.until(() => FIELDS.every((field) => told().has(field)));
    for (const webhook of receiver.webhooks) expect(isSigned(webhook, sandbox)).toBe(true);
    for (const { field, value, time } of changesOf(receiver.webhooks)) {
      expect(typeof value).toBe('object');
      // What is managed has a time, conversations have not.
      if (at(value, 'metadata') !== undefined) expect({ field, time }).toEqual({ field, time: undefined });
      else if (field !== 'messaging_handovers') expect(time).toEqual(expect.any(Number));
    }
  });

  it.each(['image', 'video', 'audio', 'document', 'sticker'])(
    'sends a file of type %s that can be fetched',
    async (type) => {
      const { changes } = await emit('messages', { phoneNumberId: PHONE_NUMBER, from: CUSTOMER, type });
      const media = at(changes[0]?.value, 'messages', 0, type);
      expect(media).toMatchObject({ id: expect.any(String), mime_type: expect.stringContaining('/') });
      const file = await fetch(String(at(media, 'url')), { headers: { authorization: 'Bearer EAAx' } });
      const bytes = Buffer.from(await file.arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('base64')).toBe(at(media, 'sha256'));
      const node = await setting.graph.get(`/v23.0/${String(at(media, 'id'))}`);
      expect(node.body).toMatchObject({
        file_size: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      });
    },
  );

  it('sends a file that was uploaded before', async () => {
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('file', new Blob(['a,b'], { type: 'text/plain' }), 'list.txt');
    const { body } = await setting.graph.call('POST', `/v23.0/${PHONE_NUMBER}/media`, {}, {}, form);
    const id = at(body, 'id');
    const { changes } = await emit('messages', {
      phoneNumberId: PHONE_NUMBER,
      from: CUSTOMER,
      type: 'document',
      document: { id, caption: 'My list' },
    });
    expect(at(changes[0]?.value, 'messages', 0, 'document')).toMatchObject({
      id,
      mime_type: 'text/plain',
      filename: 'list.txt',
      caption: 'My list',
    });
  });

  it.each([
    ['list_reply', { interactive: { type: 'list_reply', list_reply: { id: 'express' } } }],
    ['nfm_reply', { interactive: { type: 'nfm_reply', nfm_reply: { response_json: expect.any(String) } } }],
    ['order', { order: { product_items: [{ quantity: 2, item_price: 89.9 }, { quantity: 1 }] } }],
    ['unsupported', { unsupported: { type: 'poll' }, errors: [{ code: 131051 }] }],
    ['contacts', { contacts: [{ phones: [{ wa_id: '16505550188' }] }] }],
    ['request_welcome', { type: 'request_welcome' }],
  ])('completes a message of type %s', async (type, content) => {
    const { changes } = await emit('messages', { phoneNumberId: PHONE_NUMBER, from: CUSTOMER, type });
    expect(at(changes[0]?.value, 'messages', 0)).toMatchObject(content);
  });

  it('refers to the last message where a message needs one', async () => {
    const first = await emit('messages', { phoneNumberId: PHONE_NUMBER, from: CUSTOMER });
    const edit = await emit('messages', { phoneNumberId: PHONE_NUMBER, from: CUSTOMER, type: 'edit' });
    expect(at(edit.changes[0]?.value, 'messages', 0, 'edit', 'original_message_id')).toBe(
      at(first.answer, 'id'),
    );
  });

  it('moves a customer to another number, with another BSUID', async () => {
    const before = await emit('messages', { phoneNumberId: PHONE_NUMBER, from: CUSTOMER });
    const { changes } = await emit('messages', {
      phoneNumberId: PHONE_NUMBER,
      from: CUSTOMER,
      type: 'system',
      system: { type: 'user_changed_number', wa_id: '16505554321' },
    });
    const old = at(before.changes[0]?.value, 'messages', 0, 'from_user_id');
    expect(changes[0]?.value).not.toHaveProperty('contacts');
    const message = at(changes[0]?.value, 'messages', 0);
    expect(message).toMatchObject({ from: CUSTOMER, from_user_id: old, system: { wa_id: '16505554321' } });
    const after = await emit('messages', { phoneNumberId: PHONE_NUMBER, from: '16505554321' });
    const current = at(after.changes[0]?.value, 'messages', 0, 'from_user_id');
    expect(current).toBe(at(message, 'system', 'user_id'));
    expect(current).not.toBe(old);
  });

  it('gives a customer another BSUID', async () => {
    const { changes } = await emit(`phone-numbers/${PHONE_NUMBER}/user-id`, { from: CUSTOMER });
    const { previous, current } = Object(at(changes[0]?.value, 'user_id_update', 0, 'user_id'));
    expect(previous).not.toBe(current);
    const next = await emit('messages', { phoneNumberId: PHONE_NUMBER, from: CUSTOMER });
    expect(at(next.changes[0]?.value, 'messages', 0, 'from_user_id')).toBe(current);
    const sent = await setting.graph.send({ recipient: previous, text: { body: 'x' } });
    expect(sent.status).toBe(200);
  });

  it('follows a call from ringing to its end', async () => {
    const path = `phone-numbers/${PHONE_NUMBER}/call`;
    const call = await emit(`${path}/connect`, { from: CUSTOMER });
    expect(at(call.changes[0]?.value, 'calls', 0)).toMatchObject({
      event: 'connect',
      direction: 'USER_INITIATED',
      from: CUSTOMER,
      session: { sdp_type: 'offer' },
    });
    const call_id = at(call.answer, 'call_id');
    const end = await emit(`${path}/terminate`, { from: CUSTOMER, call_id, duration: 7 });
    expect(at(end.changes[0]?.value, 'calls', 0)).toMatchObject({
      id: call_id,
      status: 'COMPLETED',
      duration: 7,
    });
    const failed = await emit(`${path}/terminate`, { from: CUSTOMER, status: 'FAILED' });
    expect(at(failed.changes[0]?.value, 'errors', 0, 'code')).toBe(138021);
  });

  it('tells what became of a payment and of a voice message', async () => {
    const { graph, receiver } = setting;
    const sent = await graph.send({ to: CUSTOMER, text: { body: 'x' } });
    const id = String(at(sent.body, 'messages', 0, 'id'));
    await graph.post(`/sandbox/messages/${id}/payment`, { status: 'captured' });
    await graph.post(`/sandbox/messages/${id}/status`, { status: 'played' });
    const webhooks = await receiver.until((all) => itemsOf(all, 'statuses').length === 5);
    const statuses = itemsOf(webhooks, 'statuses');
    expect(statuses.map((status) => at(status, 'status')).sort()).toEqual([
      'captured',
      'delivered',
      'played',
      'read',
      'sent',
    ]);
    expect(statuses.find((status) => at(status, 'type') === 'payment')).toMatchObject({
      id,
      payment: { amount: { value: 21_000, offset: 100 }, transaction: { status: 'success' } },
    });
  });

  it('hands over a history of any size, or none', async () => {
    const path = `phone-numbers/${PHONE_NUMBER}/history`;
    const { changes } = await emit(path, { threads: 30, messagesPerThread: 50 });
    const threads = list(changes[0]?.value, 'history', 0, 'threads');
    const ids = threads.flatMap((thread) => list(thread, 'messages').map((message) => at(message, 'id')));
    expect(new Set(ids).size).toBe(1_500);
    const declined = await emit(path, { declined: true });
    expect(at(declined.changes[0]?.value, 'history', 0, 'errors', 0, 'code')).toBe(2593109);
  });

  it('posts anything, digit for digit, to where it belongs', async () => {
    const { graph, receiver } = setting;
    const text = `{"accountId":"${ACCOUNT}","field":"tomorrow","entryId":"7","value":{"id":12345678901234567890}}`;
    await graph.call('POST', '/sandbox/webhooks', {}, { 'content-type': 'application/json' }, text);
    const [webhook] = await receiver.until((all) => all.length === 1);
    expect(webhook?.text).toContain('"id":12345678901234567890');
    expect(changesOf(receiver.webhooks)[0]).toMatchObject({ field: 'tomorrow', entryId: '7' });
  });

  it('says that nobody heard it when the app is not subscribed', async () => {
    const { graph, receiver } = setting;
    await graph.delete(`/${ACCOUNT}/subscribed_apps`);
    const { body } = await graph.post(`/sandbox/accounts/${ACCOUNT}/review`, { decision: 'APPROVED' });
    expect(body).toMatchObject({ success: true, posted: false });
    expect(receiver.webhooks).toHaveLength(0);
  });

  it.each<[string, string, unknown, number, string, RegExp]>([
    ['no JSON', 'messages', undefined, 400, 'MISSING_FIELD', /"phoneNumberId".*For example: \{/],
    [
      'an unknown number',
      'messages',
      { phoneNumberId: '1', from: CUSTOMER },
      400,
      'INVALID_FIELD',
      /"phoneNumberId".*1065/,
    ],
    [
      'a bad sender',
      'messages',
      { phoneNumberId: PHONE_NUMBER, from: 'me' },
      400,
      'INVALID_FIELD',
      /"from".*such as/,
    ],
    [
      'a type without an example',
      'messages',
      { phoneNumberId: PHONE_NUMBER, from: CUSTOMER, type: 'x' },
      400,
      'MISSING_FIELD',
      /"x".*text, /,
    ],
    [
      'an unknown file',
      'messages',
      { phoneNumberId: PHONE_NUMBER, from: CUSTOMER, type: 'image', image: { id: '1' } },
      400,
      'INVALID_FIELD',
      /"image.id"/,
    ],
    [
      'a bad choice',
      `accounts/${ACCOUNT}/review`,
      { decision: 'MAYBE' },
      400,
      'INVALID_FIELD',
      /"decision".*APPROVED.*For example/,
    ],
    [
      'an event that is none',
      `accounts/${ACCOUNT}/update`,
      { event: 'X' },
      400,
      'INVALID_FIELD',
      /"event".*PARTNER_ADDED/,
    ],
    [
      'a field too many',
      `accounts/${ACCOUNT}/review`,
      { decision: 'APPROVED', x: 1 },
      400,
      'UNKNOWN_FIELD',
      /"x".*leave it out/,
    ],
    ['an unknown account', 'accounts/1/review', {}, 404, 'NOT_FOUND', /"1".*1022/],
    [
      'an account for anything',
      'webhooks',
      { accountId: '1', field: 'x', value: {} },
      400,
      'INVALID_FIELD',
      /"accountId"/,
    ],
    ['a path that is none', 'nothing', {}, 404, 'NOT_FOUND', /simulate/],
  ])('refuses %s', async (_title, path, body, status, code, message) => {
    const answer = await setting.graph.post(`/sandbox/${path}`, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error: { code, message: expect.stringMatching(message) } });
  });
});
