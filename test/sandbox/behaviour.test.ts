import fc from 'fast-check';
import { changesOf, isSigned, itemsOf } from './support/changes';
import { ACCOUNT, at, PHONE_NUMBER } from './support/client';
import { type Setting, startSetting } from './support/setting';

const FAITHFUL = {
  duplicateRate: 0,
  reorder: false,
  delayMs: 0,
  batch: null,
  failRate: 0,
  unacknowledgedRate: 0,
  graph: [],
};

describe('how the sandbox behaves', () => {
  let setting: Setting;

  beforeEach(async () => {
    setting = await startSetting();
  });
  afterEach(() => setting.close());

  async function behave(behaviour: Record<string, unknown>): Promise<unknown> {
    const { status, body } = await setting.graph.post('/sandbox/behaviour', behaviour);
    expect(status).toBe(200);
    return body;
  }

  /** Customers write, one after the other; the ids of their messages. */
  async function write(count: number): Promise<unknown[]> {
    const ids: unknown[] = [];
    for (let index = 0; index < count; index += 1) {
      const { body } = await setting.graph.post('/sandbox/messages', {
        phoneNumberId: PHONE_NUMBER,
        from: `1650555${1_000 + index}`,
        text: { body: `Message ${index}` },
      });
      ids.push(at(body, 'id'));
    }
    return ids;
  }

  function receivedIds(): unknown[] {
    return itemsOf(setting.receiver.webhooks, 'messages').map((message) => at(message, 'id'));
  }

  describe('with webhooks', () => {
    it('posts each change alone, once, unless it is told otherwise', async () => {
      // As many as are posted at a time: what comes beyond them goes together when the receiver is slow.
      const ids = await write(4);
      await setting.receiver.until((all) => all.length === 4);
      expect(receivedIds().sort()).toEqual(ids.sort());
    });

    it('sends duplicates', async () => {
      await behave({ duplicateRate: 1 });
      const ids = await write(3);
      await setting.receiver.until((all) => itemsOf(all, 'messages').length === 6);
      expect(receivedIds().sort()).toEqual([...ids, ...ids].sort());
    });

    it('batches items, changes and entries into one POST', async () => {
      const { graph, receiver, sandbox } = setting;
      const second = sandbox.description().accounts[1]?.id ?? '';
      await behave({ batch: { maxItems: 7, windowMs: 3_600_000 } });
      const ids = await write(3);
      await graph.post(`/sandbox/accounts/${ACCOUNT}/review`, { decision: 'APPROVED' });
      await graph.post(`/sandbox/accounts/${ACCOUNT}/alert`, {});
      await graph.post(`/sandbox/accounts/${second}/review`, { decision: 'PENDING' });
      expect(receiver.webhooks).toHaveLength(0);
      ids.push(...(await write(1)));
      const [webhook] = await receiver.until((all) => all.length === 1);
      expect(receivedIds()).toEqual(ids);
      expect(changesOf(receiver.webhooks).map(({ field }) => field)).toEqual([
        'messages',
        'account_review_update',
        'account_alerts',
        'account_review_update',
        'messages',
      ]);
      expect(itemsOf(receiver.webhooks, 'contacts')).toHaveLength(4);
      expect(webhook && isSigned(webhook, sandbox)).toBe(true);
    });

    it('splits what is larger than Meta posts, whatever the batch', async () => {
      const { graph, receiver } = setting;
      await behave({ batch: { maxItems: 4, windowMs: 3_600_000 } });
      for (let index = 0; index < 4; index += 1) {
        await graph.post(`/sandbox/phone-numbers/${PHONE_NUMBER}/history`, {
          threads: 100,
          messagesPerThread: 40,
        });
      }
      await receiver.until((all) => itemsOf(all, 'history').length === 4);
      expect(receiver.webhooks.length).toBeGreaterThan(1);
      for (const { bytes } of receiver.webhooks) expect(bytes.length).toBeLessThan(3 * 1024 * 1024);
    });

    it('ends a batch with its window, and lets go what it holds when it is told to behave', async () => {
      await behave({ batch: { maxItems: 100, windowMs: 600_000 } });
      const ids = await write(2);
      await setting.graph.post('/sandbox/clock', { advanceSeconds: 600 });
      expect(receivedIds()).toEqual(ids);
      const more = await write(2);
      expect((await setting.graph.delete('/sandbox/behaviour')).body).toEqual(FAITHFUL);
      await setting.receiver.until((all) => itemsOf(all, 'messages').length === 4);
      expect(receivedIds().sort()).toEqual([...ids, ...more].sort());
    });

    it('puts changes in another order', async () => {
      await behave({ reorder: true, batch: { maxItems: 1, windowMs: 600_000 } });
      const ids = await write(2);
      await setting.receiver.until((all) => all.length === 2);
      expect(receivedIds()).toEqual([...ids].reverse());
    });

    it('delays', async () => {
      await behave({ delayMs: { min: 1_800_000, max: 3_600_000 } });
      const ids = await write(3);
      expect(setting.receiver.webhooks).toHaveLength(0);
      await setting.graph.post('/sandbox/clock', { advanceSeconds: 3_600 });
      expect(receivedIds().sort()).toEqual(ids.sort());
    });

    it('fails on the way, or loses the answer, and tries again', async () => {
      await behave({ unacknowledgedRate: 1 });
      await write(1);
      // Three pauses between attempts: four attempts, the last of which is always true.
      await setting.receiver.until((all) => all.length === 4);
      expect(new Set(setting.receiver.webhooks.map(({ text }) => text)).size).toBe(1);
      await behave({ unacknowledgedRate: 0, failRate: 1 });
      await write(1);
      await setting.receiver.until((all) => all.length === 5);
    });

    it('delivers everything at least once, signed, whatever is set', async () => {
      const share = fc.double({ min: 0, max: 1, noNaN: true });
      const behaviours = fc.record({
        duplicateRate: share,
        reorder: fc.boolean(),
        delayMs: fc.oneof(fc.nat(20), fc.constant({ min: 0, max: 30 })),
        batch: fc.option(fc.record({ maxItems: fc.integer({ min: 1, max: 6 }), windowMs: fc.nat(30) })),
        failRate: share,
        unacknowledgedRate: share,
      });
      const { graph, receiver, sandbox } = setting;
      let checked = 0;
      await fc.assert(
        fc.asyncProperty(behaviours, fc.integer({ min: 1, max: 8 }), async (behaviour, count) => {
          await behave(behaviour);
          const written = await write(count);
          const sent = await graph.send({ to: '15550000005', text: { body: 'x' } });
          const id = at(sent.body, 'messages', 0, 'id');
          await receiver.until((all) => {
            const statuses = itemsOf(all, 'statuses').filter((status) => at(status, 'id') === id);
            const outcomes = new Set(statuses.map((status) => at(status, 'status')));
            const received = new Set(receivedIds());
            return outcomes.size === 3 && written.every((message) => received.has(message));
          });
          for (; checked < receiver.webhooks.length; checked += 1) {
            const webhook = receiver.webhooks[checked];
            expect(webhook && isSigned(webhook, sandbox)).toBe(true);
          }
        }),
        { numRuns: 25 },
      );
    });
  });

  describe('with calls', () => {
    const send = () => setting.graph.send({ to: '15550000005', text: { body: 'x' } });

    it('answers the next calls with an error', async () => {
      const { graph } = setting;
      const error = { kind: 'error', code: 130429, next: 2, path: '/messages', details: 'Slow down' };
      await behave({ graph: [error, { kind: 'error', code: 80007, headers: { 'x-app-usage': '{}' } }] });
      const other = await graph.get(`/${ACCOUNT}`);
      expect(other).toMatchObject({ status: 400, body: { error: { code: 80007 } } });
      expect(other.headers.get('x-app-usage')).toBe('{}');
      const first = await send();
      expect(first).toMatchObject({
        status: 400,
        body: { error: { code: 130429, error_data: { details: 'Slow down' } } },
      });
      expect((await graph.get('/sandbox/behaviour')).body).toEqual({
        ...FAITHFUL,
        graph: [{ headers: {}, ...error, next: 1 }],
      });
      expect((await send()).status).toBe(400);
      expect((await send()).status).toBe(200);
    });

    it('cuts the connection, before or after the call had its effect', async () => {
      const { receiver } = setting;
      await behave({ graph: [{ kind: 'reset', path: '/messages' }] });
      await expect(send()).rejects.toThrow();
      await behave({ graph: [{ kind: 'reset', path: '/messages', when: 'after' }] });
      await expect(send()).rejects.toThrow();
      expect((await send()).status).toBe(200);
      const webhooks = await receiver.until((all) => itemsOf(all, 'statuses').length === 6);
      expect(new Set(itemsOf(webhooks, 'statuses').map((status) => at(status, 'id'))).size).toBe(2);
    });

    it('hangs until it is told to behave', async () => {
      const { graph } = setting;
      await behave({ graph: [{ kind: 'hang', method: 'GET' }] });
      const hanging = expect(graph.get(`/${ACCOUNT}`)).rejects.toThrow();
      while (JSON.stringify((await graph.get('/sandbox/behaviour')).body).includes('hang')) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await graph.delete('/sandbox/behaviour');
      await hanging;
    });

    it('is slow', async () => {
      await behave({ graph: [{ kind: 'delay', delayMs: 5 }] });
      expect((await setting.graph.get(`/${ACCOUNT}`)).status).toBe(200);
    });
  });

  it.each([
    [{ duplicateRate: 2 }, /"duplicateRate".*For example/],
    [{ batch: { maxItems: 0 } }, /"batch.maxItems"/],
    [{ delayMs: { min: 2, max: 1 } }, /max must not be less than min/],
    [{ graph: [{ kind: 'nonsense' }] }, /"graph.0.kind"/],
    [{ speed: 1 }, /"speed" is not known/],
  ])('refuses %j, and stays as it was', async (body, message) => {
    const answer = await setting.graph.post('/sandbox/behaviour', body);
    expect(answer.status).toBe(400);
    expect(at(answer.body, 'error', 'message')).toEqual(expect.stringMatching(message));
    expect((await setting.graph.get('/sandbox/behaviour')).body).toEqual(FAITHFUL);
  });
});
