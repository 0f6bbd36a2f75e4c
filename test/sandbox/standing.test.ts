import { changesOf, itemsOf } from './support/changes';
import { ACCOUNT, at, PHONE_NUMBER } from './support/client';
import { helloWorld, marketingTemplate, type Setting, startSetting } from './support/setting';

const CUSTOMER = '16505551234';
const OTHER = '16505555678';

describe('what follows from what the sandbox emits', () => {
  let setting: Setting;

  beforeEach(async () => {
    setting = await startSetting();
  });
  afterEach(() => setting.close());

  async function codeOf(message: Record<string, unknown>): Promise<unknown> {
    return at((await setting.graph.send(message)).body, 'error', 'code');
  }

  async function emit(path: string, body: unknown): Promise<void> {
    expect(await setting.graph.post(`/sandbox/${path}`, body)).toMatchObject({ status: 200 });
  }

  async function templateId(name: string): Promise<string> {
    const { body } = await setting.graph.get(`/${ACCOUNT}/message_templates`, { name, fields: 'id' });
    return String(at(body, 'data', 0, 'id'));
  }

  it('a paused template is refused until three hours later, then six', async () => {
    const { graph, receiver } = setting;
    const path = `templates/${await templateId('hello_world')}/status`;
    for (const [hours, title] of [
      [3, 'FIRST_PAUSE'],
      [6, 'SECOND_PAUSE'],
    ] as const) {
      await emit(path, { status: 'PAUSED' });
      expect(await codeOf(helloWorld(CUSTOMER))).toBe(132015);
      await graph.post('/sandbox/clock', { advanceSeconds: hours * 3_600 - 60 });
      expect(await codeOf(helloWorld(CUSTOMER))).toBe(132015);
      await graph.post('/sandbox/clock', { advanceSeconds: 60 });
      expect(await codeOf(helloWorld(CUSTOMER))).toBeUndefined();
      await receiver.until((all) => all.some(({ text }) => text.includes(title)));
    }
    await emit(path, { status: 'DISABLED' });
    expect(await codeOf(helloWorld(CUSTOMER))).toBe(132016);
    await emit(path, { status: 'REINSTATED' });
    expect(await codeOf(helloWorld(CUSTOMER))).toBeUndefined();
  });

  it('a restricted account may only answer, until the restriction expires', async () => {
    const { graph } = setting;
    await emit(`accounts/${ACCOUNT}/update`, { event: 'ACCOUNT_RESTRICTION' });
    expect(await codeOf(helloWorld(CUSTOMER))).toBe(368);
    expect(await codeOf({ to: CUSTOMER, text: { body: 'x' } })).toBeUndefined();
    await emit('messages', { phoneNumberId: PHONE_NUMBER, from: CUSTOMER });
    expect(await codeOf(helloWorld(CUSTOMER))).toBeUndefined();
    const health = await graph.get(`/${PHONE_NUMBER}`, { fields: 'health_status' });
    expect(health.body).toMatchObject({ health_status: { can_send_message: 'LIMITED' } });
    await graph.post('/sandbox/clock', { advanceSeconds: 8 * 86_400 });
    expect(await codeOf(helloWorld(CUSTOMER))).toBeUndefined();
  });

  it('a disabled account sends nothing until it is reinstated', async () => {
    const { graph } = setting;
    const path = `accounts/${ACCOUNT}/update`;
    await emit(path, { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } });
    expect(await codeOf({ to: CUSTOMER, text: { body: 'x' } })).toBe(131031);
    const { body } = await graph.get(`/${ACCOUNT}`, { fields: 'status,health_status' });
    expect(body).toMatchObject({ status: 'DISABLED', health_status: { can_send_message: 'BLOCKED' } });
    await emit(path, { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } });
    expect(await codeOf({ to: CUSTOMER, text: { body: 'x' } })).toBeUndefined();
  });

  it('a throughput upgrade keeps writes off the number, then raises its level', async () => {
    const { graph, receiver, sandbox } = setting;
    const number = sandbox.description().accounts[0]?.phoneNumbers[1];
    const id = number?.id ?? '';
    expect(number?.throughput).toBe('STANDARD');
    await emit(`phone-numbers/${id}/throughput-upgrade`, { durationSeconds: 60 });
    const during = await graph.send({ to: CUSTOMER, text: { body: 'x' } }, id);
    expect(during).toMatchObject({ status: 500, body: { error: { code: 131057 } } });
    await graph.post('/sandbox/clock', { advanceSeconds: 60 });
    expect((await graph.send({ to: CUSTOMER, text: { body: 'x' } }, id)).status).toBe(200);
    const { body } = await graph.get(`/${id}`, { fields: 'throughput' });
    expect(body).toMatchObject({ throughput: { level: 'HIGH' } });
    const webhooks = await receiver.until((all) =>
      all.some(({ text }) => text.includes('THROUGHPUT_UPGRADE')),
    );
    expect(changesOf(webhooks)).toContainEqual(
      expect.objectContaining({ field: 'phone_number_quality_update' }),
    );
  });

  it('marketing fails with 131050 for who has stopped it, on that number only', async () => {
    const { graph, receiver, sandbox } = setting;
    const path = `phone-numbers/${PHONE_NUMBER}/preference`;
    await emit(path, { from: CUSTOMER, value: 'stop' });
    await graph.send(marketingTemplate(CUSTOMER));
    const failed = await receiver.until((all) => itemsOf(all, 'statuses').length === 1);
    expect(itemsOf(failed, 'statuses')[0]).toMatchObject({ status: 'failed', errors: [{ code: 131050 }] });
    const second = sandbox.description().accounts[0]?.phoneNumbers[1]?.id;
    await graph.send(marketingTemplate(CUSTOMER), second);
    await graph.send(helloWorld(CUSTOMER));
    await graph.send(marketingTemplate(OTHER));
    await emit(path, { from: CUSTOMER, value: 'resume' });
    await graph.send(marketingTemplate(CUSTOMER));
    const all = await receiver.until((webhooks) => itemsOf(webhooks, 'statuses').length === 13);
    expect(itemsOf(all, 'statuses').filter((status) => at(status, 'status') === 'failed')).toHaveLength(1);
  });

  it.each([
    ['BLOCKED', 132068],
    ['THROTTLED', undefined],
    ['PUBLISHED', undefined],
  ])('a flow that is %s answers %p', async (status, code) => {
    const { body } = await setting.graph.get(`/${ACCOUNT}/flows`, { fields: 'id' });
    const flow = String(at(body, 'data', 0, 'id'));
    await emit(`flows/${flow}/status`, { status });
    const parameters = {
      flow_message_version: '3',
      flow_id: flow,
      flow_cta: 'Open',
      flow_action: 'navigate',
      flow_action_payload: { screen: 'RATING' },
    };
    const interactive = { type: 'flow', body: { text: 'How was it?' }, action: { name: 'flow', parameters } };
    expect(await codeOf({ to: CUSTOMER, type: 'interactive', interactive })).toBe(code);
  });

  it('shows in what is read afterwards', async () => {
    const { graph } = setting;
    const template = await templateId('hello_world');
    await emit(`phone-numbers/${PHONE_NUMBER}/quality`, { event: 'FLAGGED', quality_rating: 'RED' });
    await emit(`phone-numbers/${PHONE_NUMBER}/name`, {
      decision: 'APPROVED',
      requested_verified_name: 'New',
    });
    await emit(`accounts/${ACCOUNT}/capability`, { max_daily_conversations_per_business: 'TIER_10K' });
    await emit(`templates/${template}/quality`, { new_quality_score: 'RED' });
    await emit(`templates/${template}/category`, { new_category: 'MARKETING', inSeconds: 86_400 });
    const number = await graph.get(`/${PHONE_NUMBER}`, {
      fields: 'quality_rating,verified_name,status,whatsapp_business_manager_messaging_limit',
    });
    expect(number.body).toMatchObject({
      quality_rating: 'RED',
      verified_name: 'New',
      status: 'FLAGGED',
      whatsapp_business_manager_messaging_limit: 'TIER_10K',
    });
    const read = () => graph.get(`/${template}`, { fields: 'category,correct_category,quality_score' });
    expect((await read()).body).toMatchObject({
      category: 'UTILITY',
      correct_category: 'MARKETING',
      quality_score: { score: 'RED' },
    });
    await graph.post('/sandbox/clock', { advanceSeconds: 86_400 });
    expect((await read()).body).toMatchObject({ category: 'MARKETING' });
  });
});
