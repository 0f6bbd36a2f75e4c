import { GraphClient } from '../../src/graph/client';
import { addAsk, type Expansion } from '../../src/graph/expansion';
import { ClientGraphSession } from '../../src/graph/graph-session';
import { SharedReads } from '../../src/graph/shared-reads';
import { GraphDouble } from '../support/graph-double';
import { until } from '../support/until';

let double: GraphDouble;
let client: GraphClient;
let shared: SharedReads;
let release: () => void;
let held: Promise<void>;
let closed = 0;

const hold = () => {
  held = new Promise((resolve) => {
    release = resolve;
  });
};

beforeAll(async () => {
  double = await GraphDouble.start(async ({ method }, response) => {
    response.once('close', () => {
      if (!response.writableFinished) closed += 1;
    });
    if (method === 'GET') await held;
    return { body: { id: '1', name: 'n', success: true } };
  });
  client = new GraphClient({ baseUrl: double.url, version: 'v23.0' });
});
afterAll(async () => {
  await client.close();
  await double.stop();
});
beforeEach(() => {
  double.requests.length = 0;
  closed = 0;
  shared = new SharedReads(client, 'EAAtest');
  hold();
});

const NAME: Expansion = new Map();
addAsk(NAME, 'name');
const STATUS: Expansion = new Map();
addAsk(STATUS, 'status');

const session = (signal?: AbortSignal) =>
  new ClientGraphSession(client, 'EAAtest', { shared, ...(signal && { presence: { signal } }) });
const asked = (count: number) => until(() => double.requests.length >= count);

describe('reads under way at the same time', () => {
  it('are one when they ask for the same, and only then', async () => {
    const alike = [session().load('1', NAME), session().load('1', NAME)];
    const other = session().load('1', STATUS);
    await asked(2);
    release();
    expect(await Promise.all(alike)).toMatchObject([{ name: 'n' }, { name: 'n' }]);
    await other;
    expect(double.requests).toHaveLength(2);
    await session().load('1', NAME);
    expect(double.requests).toHaveLength(3);
  });

  it('are not joined by one that follows a change', async () => {
    const before = session().load('1', NAME);
    await asked(1);
    await session().call({ method: 'POST', path: '1', safety: 'idempotent' });
    const after = session().load('1', NAME);
    await asked(3);
    release();
    await Promise.all([before, after]);
    expect(double.requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
  });

  it('go on while anyone waits, and end when nobody does', async () => {
    const first = new AbortController();
    const second = new AbortController();
    const left = session(first.signal).load('1', NAME);
    const stays = session(second.signal).load('1', NAME);
    await asked(1);
    first.abort();
    release();
    expect(await stays).toMatchObject({ name: 'n' });
    await left;
    hold();
    const alone = new AbortController();
    const abandoned = session(alone.signal).load('1', NAME);
    await asked(2);
    alone.abort();
    await expect(abandoned).rejects.toMatchObject({ fault: 'ABORTED' });
    await until(() => closed > 0);
    release();
  });
});
