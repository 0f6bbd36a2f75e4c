import fc from 'fast-check';
import { compileFilter } from '../../src/events/filter';
import type { EventFilter, NewEvent, StoredEvent } from '../../src/events/types';
import { onEachDatabase } from '../support/databases';
import { bodyOf, eventsOf, messagesValue, textMessage } from './support/bodies';
import { newEvent } from './support/new-event';
import { logs } from './support/open-log';

const keysOf = (events: readonly StoredEvent[]) => events.map(({ dedupeKey }) => dedupeKey);

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('There is no event.');
  return value;
}

onEachDatabase('the log', (newDatabase) => {
  const openLog = logs(newDatabase);
  it('is empty at first', async () => {
    const { log } = await openLog();
    expect(await log.head()).toBe(0);
    expect(await log.read(0, 10)).toEqual([]);
    expect(await log.append([])).toEqual({ stored: 0, repeated: 0 });
  });

  it('has an identity that no other database has, and that all who open it share', async () => {
    const url = await newDatabase();
    const both = await Promise.all([openLog(url), openLog(url)]);
    const [one, other] = both.map(({ log }) => log.identity);
    expect(one).toMatch(/^[\w-]{8}$/);
    expect(other).toBe(one);
    await both[0]?.log.append([newEvent('a')]);
    expect(await both[1]?.log.read(0, 1)).toMatchObject([{ log: one, seq: 1 }]);
    expect((await openLog(url)).log.identity).toBe(one);
    expect((await openLog()).log.identity).not.toBe(one);
  });

  it('reads on from memory what it would read from the database, whoever appends', async () => {
    const url = await newDatabase();
    const [{ log, database }, { log: other }] = [await openLog(url), await openLog(url)];
    await log.append([newEvent('a'), newEvent('b', { person: { userId: 'US.1', name: 'Ann' } })]);
    await log.append([newEvent('b'), newEvent('c')]);
    await other.append([newEvent('d')]);
    await log.append([newEvent('e', { accountId: 'x\u0000y', payload: { list: ['\u0000'] } })]);
    await log.append([newEvent('f')]);
    const all = await log.read(0, 10);
    expect(keysOf(all)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    for (const { seq } of all) {
      const wanted = all.filter((event) => event.seq > seq);
      const found: StoredEvent[] = [];
      while (found.length < wanted.length) found.push(...(await log.readOn(found.at(-1)?.seq ?? seq, 10)));
      expect(found).toEqual(wanted);
    }
    const before = all.at(-3)?.seq ?? 0;
    await database.close();
    expect(keysOf(await log.readOn(before, 10))).toEqual(['e', 'f']);
    expect(await log.readOn(before, 1)).toHaveLength(1);
  });

  it('gives back what it was given', async () => {
    const { log } = await openLog();
    const full = newEvent('a', {
      kind: 'message',
      person: {
        userId: 'US.1',
        parentUserId: 'US.ENT.1',
        waId: '1650',
        username: 'ann',
        name: 'Ann "\ud83d\ude00"',
      },
      occurredAt: new Date('2025-06-08T20:59:43Z'),
      payload: { id: '12345678901234567890', nested: { list: [1, null, 'é\u0000'] }, big: 1e300 },
      context: { metadata: {} },
    });
    const { phoneNumberId, messageId, type, ...bare } = newEvent('b', { kind: 'change', accountId: '' });
    const before = Date.now();
    await log.append([full, bare]);
    const [first, second] = await log.read(0, 10);
    expect(first).toMatchObject(full);
    expect(first?.seq).toBe(1);
    expect(first?.id).toMatch(/^evt_[0-9a-v]{7}[\w-]{20}$/);
    expect(first?.receivedAt.getTime()).toBeGreaterThanOrEqual(before);
    const { log: inLog, seq, id, receivedAt, size, ...rest } = required(second);
    expect(rest).toEqual(bare);
  });

  it('stores a redelivery once, within a batch and across batches', async () => {
    const { log } = await openLog();
    expect(await log.append([newEvent('a'), newEvent('b'), newEvent('a')])).toEqual({
      stored: 2,
      repeated: 1,
    });
    expect(await log.append([newEvent('b'), newEvent('c')])).toEqual({ stored: 1, repeated: 1 });
    expect(keysOf(await log.read(0, 10))).toEqual(['a', 'b', 'c']);
    const many = Array.from({ length: 40 }, (_, index) => log.append([newEvent(`${index % 10}`)]));
    const stored = (await Promise.all(many)).reduce((sum, result) => sum + result.stored, 0);
    expect(stored).toBe(10);
  });

  it('gives a redelivery the same id', async () => {
    const [one, other] = [await openLog(), await openLog()];
    await one.log.append([newEvent('x'), newEvent('a')]);
    await other.log.append([newEvent('a', { payload: { other: true } })]);
    expect((await one.log.read(1, 1))[0]?.id).toBe((await other.log.read(0, 1))[0]?.id);
  });

  it('reads on from a place, up to a limit', async () => {
    const { log } = await openLog();
    await log.append(['a', 'b', 'c', 'd'].map((key) => newEvent(key)));
    expect(keysOf(await log.read(1, 2))).toEqual(['b', 'c']);
    expect(keysOf(await log.read(await log.head(), 2))).toEqual([]);
  });

  it('never gives a place twice', async () => {
    const { log, database, url } = await openLog();
    await log.append([newEvent('a'), newEvent('b')]);
    const head = await log.head();
    await database.write([{ sql: 'DELETE FROM events', rows: [[]] }]);
    await database.close();
    const again = await openLog(url);
    await again.log.append([newEvent('c')]);
    expect((await again.log.read(0, 1))[0]?.seq).toBeGreaterThan(head);
  });

  it('knows its head as soon as an append has resolved, and from a former run', async () => {
    const { log, database, url } = await openLog();
    await log.append([newEvent('a'), newEvent('b')]);
    const head = await log.head();
    expect((await log.read(0, 10)).at(-1)?.seq).toBe(head);
    await database.close();
    expect(await (await openLog(url)).log.head()).toBe(head);
  });

  it('takes many appends at once and keeps each one together', async () => {
    const { log } = await openLog();
    const appends = Array.from({ length: 300 }, (_, index) =>
      log.append([newEvent(`${index}-a`), newEvent(`${index}-b`), newEvent(`${index}-c`)]),
    );
    await Promise.all(appends);
    const keys = keysOf(await log.read(0, 1_000));
    expect(keys).toHaveLength(900);
    for (let start = 0; start < keys.length; start += 3) {
      const owner = keys[start]?.split('-')[0];
      expect(keys.slice(start, start + 3)).toEqual([`${owner}-a`, `${owner}-b`, `${owner}-c`]);
    }
  });

  it('rejects what can not be stored', async () => {
    const { log, database } = await openLog();
    await database.close();
    await expect(log.append([newEvent('a')])).rejects.toMatchObject({ code: 'CLOSED' });
  });

  it('tells its listeners of new events, not of repeats', async () => {
    const { log } = await openLog();
    let calls = 0;
    const told = () =>
      new Promise<void>((resolve) => {
        const stop = log.onAppend(() => {
          calls += 1;
          stop();
          resolve();
        });
      });
    const first = told();
    await log.append([newEvent('a')]);
    await first;
    const second = told();
    await log.append([newEvent('a')]);
    await log.append([newEvent('b')]);
    await second;
    expect(calls).toBe(2);
  });

  it('cuts a page short before it grows too large, and still moves on', async () => {
    const { log } = await openLog();
    const large = { text: 'x'.repeat(3 * 1024 * 1024) };
    await log.append([
      newEvent('a'),
      newEvent('b', { payload: large }),
      newEvent('c', { payload: large }),
      newEvent('d'),
    ]);
    const pages: string[][] = [];
    for (let after = 0; after < (await log.head()); ) {
      const page = await log.read(after, 10);
      pages.push(keysOf(page));
      after = required(page.at(-1)).seq;
    }
    expect(pages).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('keeps text that is no valid Unicode readable', async () => {
    const { log } = await openLog();
    const body = bodyOf(
      'messages',
      messagesValue({ messages: [textMessage('w', { text: { body: '\ud800' } })] }),
    );
    await log.append(eventsOf(body));
    expect((await log.read(0, 1))[0]?.payload.text).toEqual({ body: '\ud800' });
  });
});

onEachDatabase('reading by filter', (newDatabase) => {
  const openLog = logs(newDatabase);
  const pick = (prefix: string, count: number) =>
    fc.integer({ min: 1, max: count }).map((n) => `${prefix}${n}`);
  const person = fc.record(
    { userId: pick('US.', 3), parentUserId: pick('US.ENT.', 2), waId: pick('165', 3) },
    { requiredKeys: [] },
  );
  const fields: fc.Arbitrary<Partial<NewEvent>> = fc.record(
    {
      kind: fc.constantFrom('message', 'status', 'change'),
      field: fc.constantFrom('messages', 'flows', 'calls'),
      accountId: pick('account-', 3),
      phoneNumberId: pick('phone-', 3),
      messageId: pick('wamid.', 5),
      type: fc.constantFrom('sent', 'failed', 'text', 'image'),
      person,
    },
    { requiredKeys: ['kind', 'field', 'accountId'] },
  );
  const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 });
  const contact = fc.oneof(pick('US.', 3), pick('US.ENT.', 2), pick('165', 3), pick('+16 5', 3));
  const filters: fc.Arbitrary<EventFilter> = fc.record(
    {
      accountIds: some(pick('account-', 4)),
      phoneNumberIds: some(pick('phone-', 4)),
      contacts: some(contact),
      kinds: some(fc.constantFrom('message', 'status', 'change')),
      fields: some(fc.constantFrom('messages', 'flows', 'none')),
      types: some(fc.constantFrom('sent', 'failed', 'text', 'none')),
      messageIds: some(pick('wamid.', 6)),
    },
    { requiredKeys: [] },
  );

  it('finds what the same filter lets through in memory', async () => {
    const { log } = await openLog();
    const bare = { kind: 'status', field: 'messages', payload: {}, context: {} } as const;
    const made = fc
      .sample(fields, 400)
      .map((event, index) => ({ dedupeKey: `${index}`, accountId: '', ...bare, ...event }));
    await log.append(made);
    const all = await log.read(0, 1_000);
    expect(all).toHaveLength(400);
    await fc.assert(
      fc.asyncProperty(
        filters,
        fc.nat(420),
        fc.integer({ min: 1, max: 60 }),
        async (filter, place, limit) => {
          const wanted = all.filter(compileFilter(filter));
          const behind = wanted.filter(({ seq }) => seq > place).slice(0, limit);
          expect(keysOf(await log.read(place, limit, filter))).toEqual(keysOf(behind));
          const ahead = wanted.filter(({ seq }) => seq < place).slice(-limit);
          expect(keysOf(await log.readBack(place, limit, filter))).toEqual(keysOf(ahead.reverse()));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('counts an event once that names a contact twice', async () => {
    const { log } = await openLog();
    const person = { userId: 'US.1', waId: '1650' };
    await log.append(['a', 'b', 'c'].map((key) => newEvent(key, { person })));
    expect(keysOf(await log.read(0, 2, { contacts: ['US.1', '1650'] }))).toEqual(['a', 'b']);
  });

  it('takes any number of values', async () => {
    const { log } = await openLog();
    await log.append([newEvent('a'), newEvent('b', { messageId: 'other' })]);
    const messageIds = Array.from({ length: 2_000 }, (_, index) => `wamid.${index}`);
    expect(keysOf(await log.read(0, 10, { messageIds: [...messageIds, 'wamid.a'] }))).toEqual(['a']);
    expect(keysOf(await log.read(0, 10, { messageIds: [] }))).toEqual([]);
  });
});
