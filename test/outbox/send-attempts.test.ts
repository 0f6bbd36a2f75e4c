import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootId } from '../../src/outbox/departures/boot-id';
import { Departures } from '../../src/outbox/departures/departures';
import type { NewSendAttempt } from '../../src/outbox/send-attempt';
import { SendAttempts, type SendAttemptsOptions } from '../../src/outbox/send-attempts';
import { type Database, openDatabase } from '../../src/store/database';
import { StoreError } from '../../src/store/errors';
import { onEachDatabase } from '../support/databases';

const open: Database[] = [];
const itOnLinux = bootId() === undefined ? it.skip : it;
let url: string;

afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});

/** What another replica, or the same after a restart, has: a connection of its own to the same database. */
async function replica(options: Omit<SendAttemptsOptions, 'database'> = {}): Promise<SendAttempts> {
  const database = await openDatabase(url);
  open.push(database);
  return new SendAttempts({ database, ...options });
}

function attempt(more: Partial<NewSendAttempt> = {}): NewSendAttempt {
  return {
    id: randomUUID(),
    caller: 'web',
    idempotencyKey: 'order-7',
    phoneNumberId: '1',
    payload: { type: 'text', text: { body: 'Hello' } },
    ...more,
  };
}

onEachDatabase('attempts to send', (newDatabase) => {
  beforeEach(async () => {
    url = await newDatabase();
  });

  it('gives a key to one of many, whatever replica they ask', async () => {
    const replicas = [await replica(), await replica()];
    const attempts = Array.from({ length: 40 }, () => attempt());
    const claims = await Promise.all(attempts.map((each, index) => replicas[index % 2]?.claim(each)));
    const winners = attempts.filter((_, index) => claims[index]?.isClaimed);
    expect(winners).toHaveLength(1);
    for (const claim of claims) {
      if (claim && !claim.isClaimed)
        expect(claim.attempt).toMatchObject({ id: winners[0]?.id, state: 'SENDING' });
    }
  });

  it('keeps the keys of callers apart, and remembers beyond its own life', async () => {
    const first = attempt();
    const here = await replica();
    await here.claim(first);
    await here.accept(first.id, { messageId: 'wamid.1' });
    expect((await here.claim(attempt({ caller: 'shop' }))).isClaimed).toBe(true);
    const there = await replica();
    expect(await there.claim(attempt())).toMatchObject({
      isClaimed: false,
      attempt: { ...first, state: 'SENT', answer: '{"messageId":"wamid.1"}' },
    });
  });

  it('frees the key of what was refused, and of what is old', async () => {
    const attempts = await replica({ keepMs: 0 });
    const refusing = await replica();
    const first = attempt({ idempotencyKey: 'refused' });
    await refusing.claim(first);
    await refusing.refuse(first.id, [{ code: 'NOT_SENT' }]);
    expect(await refusing.byKey('web', 'refused')).toMatchObject({
      state: 'REFUSED',
      errors: '[{"code":"NOT_SENT"}]',
    });
    expect((await refusing.claim(attempt({ idempotencyKey: 'refused' }))).isClaimed).toBe(true);

    await attempts.claim(attempt({ idempotencyKey: 'old' }));
    expect(await attempts.byKey('web', 'old')).toBeUndefined();
    expect((await attempts.claim(attempt({ idempotencyKey: 'old' }))).isClaimed).toBe(true);
    await attempts.forget();
    expect((await refusing.claim(attempt({ idempotencyKey: 'old' }))).isClaimed).toBe(true);
  });

  it('waits for the outcome of a twin, here and elsewhere', async () => {
    const [here, there] = [await replica(), await replica()];
    const first = attempt();
    await here.claim(first);
    const known = await there.byKey('web', 'order-7');
    if (!known) throw new Error('no attempt');
    const waiting = Promise.all([here.outcomeOf(known), there.outcomeOf(known)]);
    await here.accept(first.id, { messageId: 'wamid.1' });
    for (const outcome of await waiting) expect(outcome.state).toBe('SENT');
  });

  it('takes an attempt for lost when its process gives no sign of life, and not before', async () => {
    const [gone, here] = [await replica({ leaseMs: 150 }), await replica()];
    await gone.claim(attempt());
    const known = await here.byKey('web', 'order-7');
    if (!known) throw new Error('no attempt');
    expect(known.state).toBe('SENDING');
    const renewed = Date.now();
    await gone.renew();
    const outcome = await here.outcomeOf(known);
    expect(outcome.state).toBe('UNKNOWN');
    expect(Date.now() - renewed).toBeGreaterThanOrEqual(150);
    // Nor is it sent by anybody who comes later.
    expect((await here.claim(attempt())).isClaimed).toBe(false);
  });

  itOnLinux('frees the key of what never left, once its process has ended, and of nothing else', async () => {
    const departures = await Departures.open(join(tmpdir(), `gateway-test-${randomUUID().slice(0, 8)}-`));
    if (!departures) throw new Error('this system cannot tell when it was started');
    const here = await replica({ departures, neverLeft: [{ code: 'NOT_SENT' }] });
    const there = await replica();
    const claimed = [];
    for (const [index, attempts] of [here, here, here, there].entries()) {
      const each = attempt({ id: attempts.newId(), idempotencyKey: `order-${index}` });
      claimed.push(each.id);
      await attempts.claim(each);
    }
    const [never, left, lost] = claimed;
    for (const id of [left, lost]) here.leaves(id ?? '');
    await here.doubt(lost ?? '', [{ code: 'SEND_UNKNOWN' }]);
    const leftBehind = await departures.close();
    expect([never, left, lost].map((id = '') => leftBehind.hasLeft(id))).toEqual([false, true, false]);
    await there.putBack(leftBehind);
    await leftBehind.forget();
    const states = await Promise.all(claimed.map(async (id) => (await there.byId(id))?.state));
    expect(states).toEqual(['REFUSED', 'SENDING', 'UNKNOWN', 'SENDING']);
    expect(await there.claim(attempt({ idempotencyKey: 'order-0' }))).toEqual({ isClaimed: true });
  });

  it('notes what came of sends while the database was away once it is back', async () => {
    const here = await replica({ neverLeft: [{ code: 'NOT_SENT' }] });
    const [database] = open;
    if (!database) throw new Error('no database');
    const write = database.write.bind(database);
    const ids = ['taken', 'refused', 'claimed-unheard'];
    for (const id of ids.slice(0, 2)) await here.claim(attempt({ id, idempotencyKey: id }));
    database.write = async (...unit) => {
      // As where the answer to a commit is lost.
      if (JSON.stringify(unit).includes('claimed-unheard')) await write(...unit);
      throw new StoreError('UNAVAILABLE', 'away');
    };
    await expect(here.claim(attempt({ id: ids[2] ?? '', idempotencyKey: 'unheard' }))).rejects.toThrow();
    await expect(here.accept('taken', { messageId: 'wamid.1' })).rejects.toThrow();
    await expect(here.refuse('refused', [{ code: 'X' }])).rejects.toThrow();
    await expect(here.renew()).rejects.toThrow();
    database.write = write;
    await here.renew();
    const states = await Promise.all(ids.map(async (id) => (await here.byId(id))?.state));
    expect(states).toEqual(['SENT', 'REFUSED', 'REFUSED']);
    expect(await here.claim(attempt({ idempotencyKey: 'unheard' }))).toEqual({ isClaimed: true });
  });

  it('lets a status settle what is in doubt, and nothing take that back', async () => {
    const attempts = await replica();
    const first = attempt();
    await attempts.claim(first);
    await attempts.settle([{ id: first.id, messageId: 'wamid.1' }]);
    await attempts.doubt(first.id, [{ code: 'SEND_UNKNOWN' }]);
    await attempts.refuse(first.id, [{ code: 'SEND_UNKNOWN' }]);
    expect(await attempts.byId(first.id)).toMatchObject({
      state: 'SENT',
      answer: '{"messageId":"wamid.1"}',
    });
    // What Meta answered says more than the status did.
    await attempts.accept(first.id, { messageId: 'wamid.1', waId: '1555' });
    await attempts.settle([{ id: first.id, messageId: 'wamid.1' }]);
    expect(await attempts.byId(first.id)).toMatchObject({
      answer: '{"messageId":"wamid.1","waId":"1555"}',
    });
    expect(await attempts.hasUnsettled()).toBe(false);
  });
});
