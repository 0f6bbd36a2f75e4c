import { onEachDatabase } from '../support/databases';
import { until } from '../support/until';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { type Answer, ask, collect, socketClient } from './support/graphql-client';
import {
  ACCOUNT,
  APP_SECRET,
  envelope,
  inbound,
  NUMBER,
  postWebhook,
  status,
  textMessage,
} from './support/webhooks';

const LIVE = {
  WHATSAPP_ACCESS_TOKEN: 'EAAe2e',
  GRAPH_API_URL: 'http://127.0.0.1:1',
  META_APP_SECRET: APP_SECRET,
  WEBHOOK_VERIFY_TOKEN: 'verify-me',
  LOG_LEVEL: 'warn',
};

const EVENTS = /* GraphQL */ `
  subscription Events($after: String, $filter: EventFilterInput) {
    events(after: $after, filter: $filter) { id cursor field accountId payload }
  }
`;

interface EventPage {
  nodes: { payload: { id: string } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

interface Seen {
  events: { id: string; cursor: string; field: string; accountId: string; payload: { id: string } };
}

let folder: { path: string; remove(): Promise<void> };
let gateway: GatewayProcess;
let settings: Record<string, string>;
/** Each test has an account and a number of its own, in a log that all of them share. */
let account: string;
let phoneNumber: string;
let tests = 0;

function post(body: string): Promise<number> {
  return postWebhook(gateway.url, body.replace(`"${ACCOUNT}"`, `"${account}"`).replace(NUMBER, phoneNumber));
}

const idsOf = (seen: Seen[]) => seen.map(({ events }) => events.payload.id);
const wamids = (count: number, prefix = 'wamid.') =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** Everything of the test's account in the log, by the query. */
async function stored(): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  for (;;) {
    const answer: Answer<{ events: EventPage }> = await ask<{ events: EventPage }>(
      gateway.url,
      'query($after: String, $account: ID!) { events(first: 100, after: $after, filter: { accountIds: [$account] }) { nodes { payload } pageInfo { hasNextPage endCursor } } }',
      { after, account },
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    const page = answer.data.events;
    ids.push(...page.nodes.map(({ payload }) => payload.id));
    if (!page.pageInfo.hasNextPage) return ids;
    after = page.pageInfo.endCursor;
  }
}

/** The id of the newest event in the log, whosever it is. */
async function newest(): Promise<unknown> {
  const { data } = await ask(gateway.url, '{ events(last: 1) { nodes { id } } }');
  return data?.events;
}

onEachDatabase('events', (newDatabase) => {
  beforeAll(async () => {
    folder = await temporaryFolder();
    settings = { ...LIVE, DATABASE_URL: await newDatabase() };
    gateway = await startGatewayProcess(folder.path, settings);
  });
  beforeEach(() => {
    tests += 1;
    account = String(Number(ACCOUNT) + tests);
    phoneNumber = String(Number(NUMBER) + tests);
  });
  afterAll(async () => {
    await gateway.stop();
    await folder.remove();
  });

  it('of a stretch of time are told again, and the subscription completes', async () => {
    expect(await post(inbound('wamid.1', 'wamid.2'))).toBe(200);
    const client = socketClient(gateway.url);
    const query = `subscription($since: DateTime!, $until: DateTime!, $account: ID!) {
      events(since: $since, until: $until, filter: { accountIds: [$account] }) {
        id cursor field accountId payload
      }
    }`;
    const until = new Date(Date.now() + 1_000).toISOString();
    const range = { since: '2020-01-01T00:00:00Z', until, account };
    const seen = await collect<Seen>(client, query, range, () => false);
    expect(idsOf(seen)).toEqual(['wamid.1', 'wamid.2']);
    await client.dispose();
  });

  it('come from a time on, in one direction, then live', async () => {
    for (const id of ['wamid.1', 'wamid.2']) {
      expect(await post(inbound(id))).toBe(200);
      expect(await post(status(id, 'read'))).toBe(200);
    }
    const client = socketClient(gateway.url);
    const query = `subscription($since: DateTime, $account: ID!) {
      events(since: $since, filter: { directions: [INBOUND], accountIds: [$account] }) {
        id cursor field accountId payload
      }
    }`;
    let isPosted = false;
    const seen = await collect<Seen>(client, query, { since: '2020-01-01T00:00:00Z', account }, (soFar) => {
      if (soFar.length === 2 && !isPosted) {
        isPosted = true;
        void post(status('wamid.3', 'sent')).then(() => post(inbound('wamid.3')));
      }
      return soFar.length === 3;
    });
    await client.dispose();
    expect(idsOf(seen)).toEqual(['wamid.1', 'wamid.2', 'wamid.3']);
  });

  it('reach a subscriber that drops and comes back, each once and in order', async () => {
    const ids = wamids(400);
    const posting = (async () => {
      for (let start = 0; start < ids.length; start += 10) {
        const batch = ids.slice(start, start + 10);
        // One webhook with three messages, and the others alone; now and then one is delivered again.
        expect(await post(inbound(...batch.slice(0, 3)))).toBe(200);
        for (const id of batch.slice(3)) expect(await post(inbound(id))).toBe(200);
        if (start % 100 === 0) expect(await post(inbound(...batch.slice(2, 5)))).toBe(200);
      }
    })();
    const seen: Seen[] = [];
    // The first stretch begins at the log's start, so that nothing posted before the subscription is missed.
    await post(inbound('wamid.first'));
    const first = await ask<{ events: EventPage }>(
      gateway.url,
      'query($account: ID!) { events(first: 1, filter: { accountIds: [$account] }) { nodes { payload } pageInfo { endCursor } } }',
      { account },
    );
    const before = first.data.events.nodes[0]?.payload.id;
    let after: string | undefined = first.data.events.pageInfo.endCursor;
    while (seen.length < ids.length) {
      const client = socketClient(gateway.url);
      const stretch = Math.min(ids.length - seen.length, 55);
      const brought: Seen[] = await collect<Seen>(
        client,
        EVENTS,
        { after, filter: { accountIds: [account] } },
        (soFar) => soFar.length >= stretch,
      );
      seen.push(...brought);
      after = seen.at(-1)?.events.cursor;
      await client.dispose();
    }
    await posting;
    const all = [before, ...idsOf(seen)];
    expect(new Set(all).size).toBe(ids.length + 1);
    expect(all.filter((id) => id !== 'wamid.first')).toEqual(ids);
  });

  it('that were answered with 200 are there after the process was killed', async () => {
    const acknowledged: string[] = [];
    let isKilled = false;
    const posters = Array.from({ length: 8 }, async (_, poster) => {
      for (let index = 0; !isKilled; index += 1) {
        const id = `wamid.${poster}.${index}`;
        const answer = await post(inbound(id)).catch(() => 0);
        if (answer === 200) acknowledged.push(id);
      }
    });
    await until(() => acknowledged.length >= 200);
    await gateway.kill();
    isKilled = true;
    await Promise.all(posters);
    gateway = await startGatewayProcess(folder.path, settings);
    const there = await stored();
    expect(new Set(there).size).toBe(there.length);
    expect(there).toEqual(expect.arrayContaining(acknowledged));
    // What Meta did not get a 200 for it sends again; what is there already stays once.
    for (const id of acknowledged.slice(0, 20)) expect(await post(inbound(id))).toBe(200);
    expect(await stored()).toHaveLength(there.length);
  });

  it('are filtered, and typed by their kind', async () => {
    const client = socketClient(gateway.url);
    const kinds = collect<{ events: { __typename: string } }>(
      client,
      'subscription($account: ID!) { events(filter: { accountIds: [$account] }) { __typename id } }',
      { account },
      (soFar) => soFar.length === 3,
    );
    const read = collect<{ messageStatusUpdated: { messageId: string } }>(
      client,
      'subscription { messageStatusUpdated(filter: { statuses: [READ] }) { messageId status { status } } }',
      {},
      (soFar) => soFar.length === 1,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    await post(inbound('wamid.a'));
    await post(status('wamid.b', 'delivered'));
    await post(status('wamid.b', 'read'));
    expect((await kinds).map(({ events }) => events.__typename)).toEqual([
      'MessageReceived',
      'MessageStatusUpdated',
      'MessageStatusUpdated',
    ]);
    expect(await read).toMatchObject([
      { messageStatusUpdated: { messageId: 'wamid.b', status: { status: 'READ' } } },
    ]);
    await client.dispose();
  });

  it('keep what the schema does not know, and integers beyond 2^53', async () => {
    const value = { event: 'APPROVED', message_template_id: '@', message_template_name: 'hello' };
    const body = envelope(value, 'message_template_status_update').replace('"@"', '1202168489123456789');
    expect(await post(body)).toBe(200);
    expect(await post(envelope({ novelty: [1, 2] }, 'field_of_2027'))).toBe(200);
    const { data } = await ask(
      gateway.url,
      'query($account: ID!) { events(filter: { accountIds: [$account] }) { nodes { __typename field accountId payload } } }',
      { account },
    );
    expect(data?.events).toMatchObject({
      nodes: [
        {
          field: 'message_template_status_update',
          accountId: account,
          payload: { message_template_id: '1202168489123456789' },
        },
        { __typename: 'UnknownEvent', field: 'field_of_2027', payload: { novelty: [1, 2] } },
      ],
    });
  });

  it('make the history: conversations, messages, statuses that never go back', async () => {
    await post(status('wamid.out', 'read', '1762900003'));
    await post(status('wamid.out', 'delivered', '1762900002'));
    await post(inbound('wamid.in'));
    const { data, errors } = await ask(
      gateway.url,
      `{
        message(id: "wamid.out") { id status statuses { status } }
        inbound: message(id: "wamid.in") { direction content { __typename ... on TextContent { body } } contact { waId name } }
        missing: message(id: "wamid.none") { id }
      }`,
    );
    expect(data).toMatchObject({
      message: { status: 'READ', statuses: [{ status: 'DELIVERED' }, { status: 'READ' }] },
      inbound: {
        direction: 'INBOUND',
        content: { __typename: 'TextContent', body: 'text of wamid.in' },
        contact: { waId: '16315551181', name: 'Ann' },
      },
      missing: null,
    });
    expect((errors ?? []).every(({ extensions }) => extensions.code === 'NOT_FOUND')).toBe(true);
  });

  it('are refused when not signed, not JSON, not ours, or too large, and nothing is stored', async () => {
    const before = await newest();
    const good = inbound('wamid.never');
    expect(await postWebhook(gateway.url, good, 'another secret')).toBe(401);
    expect(await postWebhook(gateway.url, '{"object":')).toBe(400);
    expect(await postWebhook(gateway.url, JSON.stringify({ object: 'page', entry: [] }))).toBe(400);
    expect(await postWebhook(gateway.url, Buffer.from([0xff, 0xfe, 0x00]))).toBe(400);
    const large = envelope({ messages: [textMessage('wamid.large', '1', 'x'.repeat(4 * 1024 * 1024))] });
    expect(await postWebhook(gateway.url, large)).toBe(413);
    expect(
      await postWebhook(gateway.url, JSON.stringify({ object: 'whatsapp_business_account', entry: [] })),
    ).toBe(200);
    expect(await newest()).toEqual(before);
    expect(gateway.output()).not.toContain(NUMBER);
  });

  it('are taken whatever is said of their media type: they are signed, and JSON', async () => {
    for (const [index, type] of ['text/plain', '///', 'application/json; charset=x'].entries()) {
      expect(await postWebhook(gateway.url, inbound(`wamid.type${index}`), APP_SECRET, type)).toBe(200);
    }
  });

  it('end with a clear error for a cursor that is none', async () => {
    const client = socketClient(gateway.url);
    const failed = collect(client, EVENTS, { after: 'nonsense' }, () => true);
    await expect(failed).rejects.toThrow(/after/);
    await client.dispose();
  });
});
