import fc from 'fast-check';
import { createReceiver } from '../../src/events/receiver';
import { signatureOf } from '../../src/events/signature';
import { onEachDatabase } from '../support/databases';
import { bodyOf, messagesValue, statusOf, textMessage } from './support/bodies';
import { logs } from './support/open-log';

const body = bodyOf(
  'messages',
  messagesValue({ messages: [textMessage('a'), textMessage('b')], statuses: [statusOf('c', 'sent')] }),
);

onEachDatabase('a webhook', (newDatabase) => {
  const openLog = logs(newDatabase);
  const open = async (secrets: string[] = ['new', 'old']) => {
    const { log, database } = await openLog();
    return { log, database, receiver: createReceiver({ log, secrets }) };
  };

  it('is answered with 200 once its events are in the log', async () => {
    const { log, receiver } = await open();
    const receipt = await receiver.receive(body, signatureOf(body, 'old'));
    expect(receipt).toEqual({ status: 200, code: 'STORED', message: 'Stored.', stored: 3, repeated: 0 });
    expect((await log.read(0, 10)).map(({ messageId }) => messageId)).toEqual(['a', 'b', 'c']);
  });

  it('is recognised when it comes again', async () => {
    const { log, receiver } = await open();
    const receive = () => receiver.receive(body, signatureOf(body, 'new'));
    const receipts = await Promise.all([receive(), receive(), receive()]);
    expect(receipts.map(({ stored, repeated }) => [stored, repeated])).toEqual([
      [3, 0],
      [0, 3],
      [0, 3],
    ]);
    expect(await log.read(0, 10)).toHaveLength(3);
  });

  it('may hold nothing', async () => {
    const { receiver } = await open();
    const empty = Buffer.from('{"object":"whatsapp_business_account","entry":[]}');
    expect(await receiver.receive(empty, signatureOf(empty, 'new'))).toMatchObject({
      status: 200,
      stored: 0,
    });
  });

  it.each([
    ['no signature', body, undefined, 401, 'MISSING_SIGNATURE'],
    ['a wrong signature', body, signatureOf(body, 'other'), 401, 'WRONG_SIGNATURE'],
    [
      'another body',
      Buffer.concat([body, Buffer.from('\n')]),
      signatureOf(body, 'new'),
      401,
      'WRONG_SIGNATURE',
    ],
    ['no JSON', Buffer.from('hi'), signatureOf(Buffer.from('hi'), 'new'), 400, 'MALFORMED'],
    ['a foreign object', Buffer.from('{}'), signatureOf(Buffer.from('{}'), 'new'), 400, 'FOREIGN'],
  ])('is refused with %s', async (_, rawBody, signature, status, code) => {
    const { log, receiver } = await open();
    expect(await receiver.receive(rawBody, signature)).toMatchObject({ status, code, stored: 0 });
    expect(await log.head()).toBe(0);
  });

  it('is refused when no secret is known', async () => {
    for (const secrets of [[], ['']]) {
      const { receiver } = await open(secrets);
      expect((await receiver.receive(body, signatureOf(body, ''))).status).toBe(401);
    }
  });

  it('is answered with 503 when it can not be stored', async () => {
    const { receiver, database } = await open();
    await database.close();
    expect(await receiver.receive(body, signatureOf(body, 'new'))).toMatchObject({
      status: 503,
      code: 'UNAVAILABLE',
      cause: { code: 'CLOSED' },
    });
  });
});

onEachDatabase('any body that is signed', (newDatabase) => {
  const openLog = logs(newDatabase);
  const receiving = async () => {
    const { log } = await openLog();
    const receiver = createReceiver({ log, secrets: ['new'] });
    return async (rawBody: Buffer) => {
      const before = await log.head();
      const receipt = await receiver.receive(rawBody, signatureOf(rawBody, 'new'));
      return { receipt, events: await log.read(before, 100) };
    };
  };

  it('is stored or refused, and never throws', async () => {
    const received = await receiving();
    const whole = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
    const truncated = fc.nat(body.length - 1).map((length) => body.subarray(0, length));
    await fc.assert(
      fc.asyncProperty(fc.oneof(whole, truncated), async (rawBody) => {
        const { receipt, events } = await received(rawBody);
        expect(receipt).toMatchObject({ status: 400, stored: 0 });
        expect(events).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps the value of a field nobody knows as it came', async () => {
    const received = await receiving();
    let runs = 0;
    const value = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.oneof(fc.string(), fc.boolean(), fc.integer()),
    );
    await fc.assert(
      fc.asyncProperty(value, async (anything) => {
        // The same content once more would be the same event.
        const payload = { ...anything, run: ++runs };
        const { receipt, events } = await received(bodyOf('of_tomorrow', payload));
        expect(receipt).toMatchObject({ status: 200, stored: 1 });
        expect(events[0]?.payload).toEqual(JSON.parse(JSON.stringify(payload)));
      }),
      { numRuns: 50 },
    );
  });

  it('may be nested ten thousand levels deep', async () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    const text = `{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"x","value":${deep}}]}]}`;
    const received = await receiving();
    const { receipt, events } = await received(Buffer.from(text));
    expect(receipt).toMatchObject({ status: 200, stored: 1 });
    expect(events[0]?.payload).toEqual({ raw: text });
  });
});

onEachDatabase('the verification handshake', (newDatabase) => {
  const openLog = logs(newDatabase);
  const query = {
    'hub.mode': 'subscribe',
    'hub.challenge': '1158201444',
    'hub.verify_token': 'meatyhamhock',
  };

  it('repeats the challenge to who knows the token', async () => {
    const { log } = await openLog();
    const receiver = createReceiver({ log, secrets: [], verifyToken: 'meatyhamhock' });
    expect(receiver.handshake(query)).toEqual({ status: 200, body: '1158201444' });
    const wrong: [object, fault: string][] = [
      [{ ...query, 'hub.verify_token': 'meatyhamhoc' }, 'hub.verify_token'],
      [{ ...query, 'hub.verify_token': ['meatyhamhock', 'meatyhamhock'] }, 'hub.verify_token'],
      [{ ...query, 'hub.mode': 'unsubscribe' }, 'hub.mode'],
      [{ 'hub.mode': 'subscribe', 'hub.verify_token': 'meatyhamhock' }, 'hub.challenge'],
      [{}, 'hub.verify_token'],
    ];
    for (const [other, fault] of wrong) {
      expect(receiver.handshake({ ...other })).toEqual({
        status: 403,
        body: expect.stringContaining(`\`${fault}\``),
      });
    }
  });

  it('never succeeds without a token', async () => {
    const { log } = await openLog();
    for (const verifyToken of [undefined, '', ' ']) {
      const receiver = createReceiver({ log, secrets: [], verifyToken });
      expect(receiver.handshake({ ...query, 'hub.verify_token': verifyToken ?? '' })).toEqual({
        status: 403,
        body: expect.stringContaining('WEBHOOK_VERIFY_TOKEN is not set'),
      });
    }
  });
});
