import { itemsOf } from './support/changes';
import { ACCOUNT, type Answer, at, list, PHONE_NUMBER } from './support/client';
import { helloWorld, marketingTemplate, type Setting, startSetting } from './support/setting';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The owner's numbers, by what Meta lets them send in a second. */
const STANDARD = '+1 555-078-3882';
const COEXISTENCE = '+1 555-078-3885';
const TEST_NUMBER = '+1 555-010-4477';

describe("Meta's limits in the sandbox", () => {
  let setting: Setting;
  /** Stands still unless a test moves it. */
  let now: number;

  beforeEach(async () => {
    now = Date.UTC(2026, 10, 1);
    setting = await startSetting({ clock: { now: () => now } });
  });
  afterEach(() => setting.close());

  function numberOf(display: string): string {
    const numbers = setting.sandbox.description().accounts.flatMap(({ phoneNumbers }) => phoneNumbers);
    return numbers.find(({ displayPhoneNumber }) => displayPhoneNumber === display)?.id ?? '';
  }

  function accountNamed(wanted: string): string {
    return setting.sandbox.description().accounts.find(({ name }) => name === wanted)?.id ?? '';
  }

  const codeOf = ({ body }: Answer): unknown => at(body, 'error', 'code');

  /** Texts to so many different recipients; how many were accepted, and the codes of the others. */
  async function sendTo(count: number, phoneNumberId: string, first = 0) {
    const sends = Array.from({ length: count }, (_, index) =>
      setting.graph.send(
        { to: `1650556${String(first + index).padStart(4, '0')}`, text: { body: 'x' } },
        phoneNumberId,
      ),
    );
    const codes = (await Promise.all(sends)).map(codeOf);
    const refusals = codes.filter((code) => code !== undefined);
    return { accepted: count - refusals.length, codes: [...new Set(refusals)] };
  }

  async function change(body: unknown): Promise<void> {
    expect(await setting.graph.post('/sandbox/limits', body)).toMatchObject({ status: 200 });
  }

  async function violationsOf(name: string): Promise<unknown> {
    return at((await setting.graph.get('/sandbox/limits')).body, 'limits', name, 'violationsByKey');
  }

  async function failures(count: number): Promise<unknown[]> {
    const webhooks = await setting.receiver.until(
      (all) => itemsOf(all, 'statuses').filter((item) => at(item, 'status') === 'failed').length >= count,
    );
    return itemsOf(webhooks, 'statuses')
      .filter((item) => at(item, 'status') === 'failed')
      .map((item) => at(item, 'errors', 0, 'code'));
  }

  describe('throughput', () => {
    it('is 80 in any second, to the millisecond', async () => {
      const id = numberOf(STANDARD);
      expect(await sendTo(40, id)).toEqual({ accepted: 40, codes: [] });
      now += 600;
      expect(await sendTo(41, id, 40)).toEqual({ accepted: 40, codes: [130429] });
      now += 399;
      expect(await sendTo(1, id, 80)).toEqual({ accepted: 0, codes: [130429] });
      now += 1;
      expect(await sendTo(41, id, 80)).toEqual({ accepted: 40, codes: [130429] });
      expect(await violationsOf('throughput')).toEqual({ [id]: 3 });
    });

    it('is 5 for a number in the WhatsApp Business app, and 1,000 for one that was upgraded', async () => {
      expect(await sendTo(6, numberOf(COEXISTENCE))).toEqual({ accepted: 5, codes: [130429] });
      await change({ throughput: { coexistence: 20, high: 100 } });
      expect(await sendTo(20, numberOf(COEXISTENCE), 6)).toEqual({ accepted: 15, codes: [130429] });
      expect(await sendTo(101, PHONE_NUMBER)).toEqual({ accepted: 100, codes: [130429] });
    });

    it('is used up by what customers write, too', async () => {
      const phoneNumberId = numberOf(COEXISTENCE);
      for (let index = 0; index < 4; index += 1) {
        await setting.graph.post('/sandbox/messages', { phoneNumberId, from: `1650555000${index}` });
      }
      expect(await sendTo(2, phoneNumberId)).toEqual({ accepted: 1, codes: [130429] });
    });

    it('does not count a message that is marked as read', async () => {
      const phoneNumberId = numberOf(COEXISTENCE);
      const { body } = await setting.graph.post('/sandbox/messages', { phoneNumberId, from: '16505550001' });
      const read = { status: 'read', message_id: at(body, 'id') };
      for (let index = 0; index < 6; index += 1) {
        expect(codeOf(await setting.graph.send(read, phoneNumberId))).toBeUndefined();
      }
    });

    it('can be turned off, and be observed', async () => {
      const id = numberOf(COEXISTENCE);
      await change({ throughput: 'off' });
      expect(await sendTo(30, id)).toEqual({ accepted: 30, codes: [] });
      expect(await violationsOf('throughput')).toEqual({});
      await change({ all: 'off', throughput: { mode: 'observe' } });
      expect(await sendTo(12, id)).toEqual({ accepted: 12, codes: [] });
      expect(await violationsOf('throughput')).toEqual({ [id]: 7 });
    });
  });

  describe('the pair limit', () => {
    const text = { to: '16505551234', text: { body: 'x' } };
    const burst = async (count: number) => {
      const answers = await Promise.all(Array.from({ length: count }, () => setting.graph.send(text)));
      return answers.filter((answer) => codeOf(answer) === undefined).length;
    };

    it('is one in six seconds', async () => {
      for (let round = 0; round < 5; round += 1) {
        expect(await burst(1)).toBe(1);
        now += 6_000;
      }
      expect(await violationsOf('pair')).toEqual({});
    });

    it('lends 45 within six seconds, and wants the time for them back', async () => {
      expect(await burst(30)).toBe(30);
      now += 5_999;
      expect(await burst(16)).toBe(15);
      now += 45 * 6_000 - 5_999 - 1;
      expect(codeOf(await setting.graph.send(text))).toBe(131056);
      now += 1;
      expect(await burst(1)).toBe(1);
      expect(await violationsOf('pair')).toEqual({ [`${PHONE_NUMBER}/16505551234`]: 2 });
    });

    it('closes after a burst of two for twelve seconds', async () => {
      expect(await burst(2)).toBe(2);
      now += 6_000;
      expect(await burst(1)).toBe(0);
      now += 6_000;
      expect(await burst(1)).toBe(1);
    });

    it('leaves other customers and other numbers alone', async () => {
      expect(await burst(46)).toBe(45);
      expect(codeOf(await setting.graph.send(text, numberOf(STANDARD)))).toBeUndefined();
      expect(codeOf(await setting.graph.send({ ...text, to: '16505551235' }))).toBeUndefined();
    });
  });

  it('the messaging limit fails what goes to one customer too many in 24 hours, afterwards', async () => {
    const { graph } = setting;
    await change({ messaging: { TIER_250: 2 } });
    const account = accountNamed('Kite & Kettle');
    const number = setting.sandbox.description().accounts.find(({ id }) => id === account)
      ?.phoneNumbers[0]?.id;
    const send = async (to: string) =>
      expect(codeOf(await graph.send(helloWorld(to), number))).toBeUndefined();
    await send('16505550001');
    now += HOUR;
    await send('16505550002');
    await send('16505550001');
    await graph.post('/sandbox/messages', { phoneNumberId: number, from: '16505550003' });
    await send('16505550003');
    await send('16505550004');
    expect(await failures(1)).toEqual([131048]);
    // The first customer was written to again an hour later: both count until then.
    now += DAY - 1;
    await send('16505550005');
    expect(await failures(2)).toHaveLength(2);
    now += 1;
    await send('16505550006');
    await send('16505550007');
    await send('16505550008');
    expect(await failures(3)).toHaveLength(3);
    expect(await violationsOf('messaging')).toEqual({ '1473829105574632': 3 });
  });

  it('one magic number takes two marketing templates in 24 hours, from all businesses together', async () => {
    const to = '15550000009';
    await setting.graph.send(marketingTemplate(to));
    await setting.graph.send(marketingTemplate(to), numberOf(STANDARD));
    await setting.graph.send(helloWorld(to));
    await setting.graph.send(marketingTemplate(to));
    expect(await failures(1)).toEqual([131049]);
  });

  it('a test number reaches five recipients', async () => {
    const id = numberOf(TEST_NUMBER);
    expect(await sendTo(6, id)).toEqual({ accepted: 5, codes: [131030] });
    expect(await sendTo(5, id)).toEqual({ accepted: 5, codes: [] });
  });

  it('a throttled flow is sent ten times an hour', async () => {
    const { graph } = setting;
    const flow = String(at((await graph.get(`/${ACCOUNT}/flows`, { fields: 'id' })).body, 'data', 0, 'id'));
    await graph.post(`/sandbox/flows/${flow}/status`, { status: 'THROTTLED' });
    const parameters = { flow_message_version: '3', flow_id: flow, flow_cta: 'Open' };
    const interactive = { type: 'flow', body: { text: 'x' }, action: { name: 'flow', parameters } };
    const send = async () =>
      codeOf(await graph.send({ to: '16505551234', type: 'interactive', interactive }));
    for (let index = 0; index < 10; index += 1) expect(await send()).toBeUndefined();
    expect(await send()).toBe(132069);
    now += HOUR;
    expect(await send()).toBeUndefined();
  });

  it('permission to call is asked for once a day and twice a week, anew after a call', async () => {
    const { graph } = setting;
    const interactive = { type: 'call_permission_request', action: { name: 'call_permission_request' } };
    const ask = async () => codeOf(await graph.send({ to: '16505551234', type: 'interactive', interactive }));
    expect(await ask()).toBeUndefined();
    now += DAY - 1;
    expect(await ask()).toBe(138009);
    now += 1;
    expect(await ask()).toBeUndefined();
    now += DAY;
    expect(await ask()).toBe(138009);
    await graph.post(`/sandbox/phone-numbers/${PHONE_NUMBER}/call/status`, {
      from: '16505551234',
      status: 'ACCEPTED',
    });
    expect(await ask()).toBeUndefined();
  });

  describe('management calls', () => {
    const usage = ({ headers }: Answer): unknown =>
      JSON.parse(headers.get('x-business-use-case-usage') ?? 'null');

    it('are counted by account, told in the headers, and refused beyond the limit', async () => {
      const { graph } = setting;
      await change({ managementCalls: { active: 4 } });
      expect(usage(await graph.get(`/${ACCOUNT}`))).toEqual({
        [ACCOUNT]: [
          {
            type: 'whatsapp',
            call_count: 25,
            total_time: 12,
            total_cputime: 12,
            estimated_time_to_regain_access: 0,
          },
        ],
      });
      now += 10 * 60_000;
      await graph.get(`/${PHONE_NUMBER}`);
      await graph.get(`/${ACCOUNT}/phone_numbers`);
      const full = await graph.get(`/${ACCOUNT}/message_templates`);
      expect(full.status).toBe(200);
      expect(at(usage(full), ACCOUNT, 0)).toMatchObject({
        call_count: 100,
        estimated_time_to_regain_access: 50,
      });
      const refused = await graph.get(`/${ACCOUNT}`);
      expect(refused).toMatchObject({ status: 400, body: { error: { code: 80008 } } });
      expect(codeOf(await graph.post(`/${ACCOUNT}/subscribed_apps`, {}))).toBe(80007);
      expect(codeOf(await graph.get(`/${accountNamed('Alder & Pine Europe')}`))).toBeUndefined();
      expect(codeOf(await graph.send({ to: '16505551234', text: { body: 'x' } }))).toBeUndefined();
    });

    it('that were refused count as well: who goes on asking waits longer', async () => {
      const { graph } = setting;
      await change({ managementCalls: { active: 2 } });
      await graph.get(`/${ACCOUNT}`);
      await graph.get(`/${ACCOUNT}`);
      now += 30 * 60_000;
      expect(codeOf(await graph.get(`/${ACCOUNT}`))).toBe(80008);
      const refused = await graph.get(`/${ACCOUNT}`);
      expect(at(usage(refused), ACCOUNT, 0)).toMatchObject({ estimated_time_to_regain_access: 60 });
      now += HOUR - 1;
      expect(codeOf(await graph.get(`/${ACCOUNT}`))).toBe(80008);
      now += HOUR;
      expect(codeOf(await graph.get(`/${ACCOUNT}`))).toBeUndefined();
    });

    it('of several nodes at once count for each of them, and an expansion counts once', async () => {
      const { graph } = setting;
      const numbers = setting.sandbox.description().accounts[0]?.phoneNumbers.slice(0, 3) ?? [];
      await graph.get('/', { ids: numbers.map(({ id }) => id).join(',') });
      const answer = await graph.get(`/${ACCOUNT}`, {
        fields: 'phone_numbers{id,throughput},message_templates{id}',
      });
      expect(answer.status).toBe(200);
      const { body } = await graph.get('/sandbox/limits');
      const app = setting.sandbox.description().appId;
      expect(at(body, 'limits', 'managementCalls', 'counters')).toEqual({
        [`${app}/${ACCOUNT}`]: { used: 4, of: 5_000 },
      });
    });

    it('of a batch count one by one', async () => {
      const { graph } = setting;
      await change({ managementCalls: { active: 2 } });
      const item = { method: 'GET', relative_url: ACCOUNT };
      const { body } = await graph.post('/', { batch: [item, item, item] });
      expect(list(body).map((answer) => at(answer, 'code'))).toEqual([200, 200, 400]);
    });

    it('are 200 an hour for an account without a registered number', async () => {
      const { graph } = setting;
      await change({ registration: 'off' });
      const account = accountNamed('Kite & Kettle');
      const numbers =
        setting.sandbox.description().accounts.find(({ id }) => id === account)?.phoneNumbers ?? [];
      for (const { id } of numbers) await graph.post(`/${id}/deregister`, {});
      await graph.get(`/${account}`);
      expect(at(usage(await graph.get(`/${account}`)), account, 0, 'call_count')).toBe(1);
    });

    it('that are no account’s count for the app: code 4', async () => {
      const { graph } = setting;
      await change({ appCalls: { callsPerUser: 1, dailyUsers: 2 } });
      const first = await graph.get('/me');
      expect(JSON.parse(first.headers.get('x-app-usage') ?? '')).toMatchObject({ call_count: 50 });
      await graph.get('/me');
      const refused = await graph.get('/me');
      expect(refused).toMatchObject({ status: 400, body: { error: { code: 4, is_transient: true } } });
      expect(refused.headers.get('x-app-usage')).toContain('"call_count":100');
    });
  });

  describe('templates', () => {
    const components = [{ type: 'body', text: 'See you soon.' }];
    const draft = (name: string) => ({ name, language: 'en_US', category: 'utility', components });
    const create = (name: string, account = ACCOUNT) =>
      setting.graph.post(`/${account}/message_templates`, draft(name));

    it('are created 100 times an hour', async () => {
      await change({ templateCreation: { templates: 2 } });
      await create('one');
      await create('two');
      expect(codeOf(await create('three'))).toBe(80007);
      now += HOUR;
      expect(codeOf(await create('three'))).toBeUndefined();
    });

    it('are 250 at most in an account whose owner is not verified', async () => {
      const account = accountNamed('Kite & Kettle');
      const read = await setting.graph.get(`/${account}/message_templates`, { summary: 'true', limit: '1' });
      expect(at(read.body, 'summary', 'message_template_limit')).toBe(250);
      const count = Number(at(read.body, 'summary', 'message_template_count'));
      await change({ templates: { atFirst: count + 1 } });
      expect(codeOf(await create('one', account))).toBeUndefined();
      const refused = await create('two', account);
      expect(refused).toMatchObject({ body: { error: { code: 100, error_subcode: 2388019 } } });
      expect(codeOf(await create('two'))).toBeUndefined();
    });

    it('are edited once a day and ten times a month when they are approved', async () => {
      const { graph } = setting;
      const { body } = await create('often_edited');
      const id = String(at(body, 'id'));
      const approve = () => graph.post(`/sandbox/templates/${id}/status`, { status: 'APPROVED' });
      const edit = () => graph.post(`/${id}`, { components });
      for (let day = 1; day <= 10; day += 1) {
        await approve();
        expect(codeOf(await edit())).toBeUndefined();
        await approve();
        now += DAY - 1;
        expect(codeOf(await edit())).toBe(100);
        now += 1;
      }
      expect(codeOf(await edit())).toBe(100);
      await graph.post(`/sandbox/templates/${id}/status`, { status: 'PAUSED' });
      expect(codeOf(await edit())).toBeUndefined();
      await approve();
      now += 20 * DAY;
      expect(codeOf(await edit())).toBeUndefined();
    });
  });

  it('a number is registered and deregistered ten times in 72 hours; then it is locked for as long', async () => {
    const { graph } = setting;
    const id = numberOf(STANDARD);
    const register = () => graph.post(`/${id}/register`, { messaging_product: 'whatsapp', pin: '123456' });
    for (let round = 0; round < 5; round += 1) {
      await graph.post(`/${id}/deregister`, {});
      expect(codeOf(await register())).toBeUndefined();
    }
    now += HOUR;
    expect(codeOf(await register())).toBe(133016);
    now += 72 * HOUR - 1;
    expect(codeOf(await register())).toBe(133016);
    now += 1;
    expect(codeOf(await register())).toBeUndefined();
  });

  it.each([
    [{ prompts: ['1', '2', '3', '4', '5'] }, 100],
    [{ prompts: ['x'.repeat(81)] }, 100],
    [{ commands: [{ command_name: 'x'.repeat(33), command_description: 'x' }] }, 100],
    [{ commands: [{ command_name: 'help', command_description: 'x'.repeat(256) }] }, undefined],
  ])('ice breakers and commands are short and few', async (body, code) => {
    expect(codeOf(await setting.graph.post(`/${PHONE_NUMBER}/conversational_automation`, body))).toBe(code);
  });

  it('only who wrote within a day can be blocked, and only so many', async () => {
    const { graph } = setting;
    const block = (...users: string[]) =>
      graph.post(`/${PHONE_NUMBER}/block_users`, {
        messaging_product: 'whatsapp',
        block_users: users.map((user) => ({ user })),
      });
    await graph.post('/sandbox/messages', { phoneNumberId: PHONE_NUMBER, from: '16505550001' });
    now += DAY;
    await graph.post('/sandbox/messages', { phoneNumberId: PHONE_NUMBER, from: '16505550002' });
    const partly = await block('16505550001', '16505550002');
    expect(partly).toMatchObject({
      status: 400,
      body: {
        error: { code: 139100 },
        block_users: {
          added_users: [{ input: '16505550002' }],
          failed_users: [{ input: '16505550001', errors: [{ code: 131047 }] }],
        },
      },
    });
    await change({ blockedUsers: { users: 2 } });
    expect(codeOf(await block('16505550003'))).toBeUndefined();
    expect(codeOf(await block('16505550004'))).toBe(139101);
  });

  describe('/sandbox/limits', () => {
    it('tells numbers, counters and violations, and goes back to what Meta has', async () => {
      const { graph } = setting;
      await change({ throughput: { standard: 200 }, pair: 'off' });
      await change({ pair: { burst: 2 } });
      const { body } = await graph.get('/sandbox/limits');
      expect(body).toMatchObject({
        violations: 0,
        limits: {
          throughput: {
            code: 130429,
            mode: 'enforce',
            numbers: { standard: 200, high: 1_000 },
            violations: 0,
          },
          pair: { mode: 'off', numbers: { burst: 2, everyMs: 6_000 } },
        },
      });
      await change({ throughput: { high: 0 } });
      expect((await sendTo(2, PHONE_NUMBER)).codes).toEqual([130429]);
      expect((await graph.get('/sandbox/limits')).body).toMatchObject({ violations: 2 });
      expect((await graph.delete('/sandbox/limits')).body).toMatchObject({
        violations: 0,
        limits: { throughput: { numbers: { standard: 80 }, counters: {} }, pair: { mode: 'enforce' } },
      });
    });

    it('can be set from the start', async () => {
      await setting.close();
      setting = await startSetting({ limits: { all: 'off', throughput: { mode: 'enforce', high: 1 } } });
      expect(await sendTo(2, PHONE_NUMBER)).toEqual({ accepted: 1, codes: [130429] });
    });

    it.each([
      [{ throughput: 'on' }, /"throughput"/],
      [{ throughput: { standart: 1 } }, /"throughput"/],
      [{ pair: { burst: -1 } }, /"pair"/],
      [{ pears: 'off' }, /"pears" is not known/],
      [{ all: { mode: 'off' } }, /"all"/],
    ])('refuses %j', async (body, message) => {
      const answer = await setting.graph.post('/sandbox/limits', body);
      expect(answer.status).toBe(400);
      expect(at(answer.body, 'error', 'message')).toEqual(expect.stringMatching(message));
    });
  });
});
