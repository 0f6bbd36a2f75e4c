import { once } from 'node:events';
import { type Client, GRAPHQL_TRANSPORT_WS_PROTOCOL, type SubscribePayload } from 'graphql-ws';
import WebSocket from 'ws';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask, socketClient } from './support/graphql-client';

let folder: { path: string; remove(): Promise<void> };
let gateway: GatewayProcess;
let client: Client;
const closed: unknown[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  gateway = await startGatewayProcess(folder.path);
  client = socketClient(gateway.url);
  client.on('closed', (event) => closed.push(event));
});
afterAll(async () => {
  await client.dispose();
  await gateway.stop();
  await folder.remove();
});

/** The first result of an operation, or the errors that it was refused with. */
async function firstOf(payload: SubscribePayload): Promise<object> {
  try {
    for await (const result of client.iterate(payload)) return result;
    return {};
  } catch (errors) {
    return { refused: errors };
  }
}

/** Keeps the socket open meanwhile: a client closes one that has nothing to do. */
const watching = () => {
  const watcher = client.iterate({ query: 'subscription { events { id } }' });
  const end = watcher.next();
  return { end, stop: () => watcher.return?.() };
};

describe('operations over a socket', () => {
  const SKIPPED = [
    'subscription { events @skip(if: true) { id } }',
    'subscription { ... on Subscription @include(if: false) { events { id } } }',
    'subscription { ...Root } fragment Root on Subscription { events @include(if: false) { id } }',
  ];

  it.each(SKIPPED)('are refused alone where nothing would be subscribed to: %s', async (query) => {
    const other = watching();
    expect(await firstOf({ query })).toMatchObject({
      refused: [
        { message: expect.stringContaining('@skip'), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
      ],
    });
    expect(await firstOf({ query: '{ __typename }' })).toEqual({ data: { __typename: 'Query' } });
    await other.stop();
  });

  it('are found by their names as over HTTP', async () => {
    const query = 'query A { __typename } query B { b: __typename }';
    const refused = (message: string) => ({
      refused: [{ message, extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }],
    });
    expect(await firstOf({ query, operationName: 'B' })).toEqual({ data: { b: 'Query' } });
    expect(await firstOf({ query, operationName: 'C' })).toMatchObject(
      refused('Unknown operation named "C".'),
    );
    expect(await firstOf({ query })).toMatchObject(
      refused('Must provide operation name if query contains multiple operations.'),
    );
    expect(await firstOf({ query: '{ __typename }', operationName: '' })).toEqual({
      data: { __typename: 'Query' },
    });
  });

  it('have no data, not even null, when they were not executed', async () => {
    const query = 'query($first: Int!) { whatsAppBusinessAccounts(first: $first) { nodes { id } } }';
    const answer = await firstOf({ query });
    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(answer).not.toHaveProperty('data');
  });
});

it('warns of no leak when an operation has many requests under way, over a socket or not', async () => {
  const lists = Array.from(
    { length: 20 },
    (_, index) =>
      `a${index}: whatsAppBusinessAccounts(first: 10) { nodes { messageTemplates(first: ${index + 1}) { nodes { id } } } }`,
  );
  const query = `{ ${lists.join(' ')} }`;
  const { data } = await ask(gateway.url, query);
  expect(await firstOf({ query })).toMatchObject({ data });
  expect(gateway.output()).not.toContain('MaxListenersExceededWarning');
});

it('closes a socket that breaks the protocol, and has nothing to log of it', async () => {
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, GRAPHQL_TRANSPORT_WS_PROTOCOL);
  socket.on('error', () => undefined);
  await once(socket, 'open');
  socket.send('x'.repeat(1024 * 1024 + 1));
  const [code] = await once(socket, 'close');
  expect(code).toBe(1009);
  // Answered by the same process, after what it had to say of the socket.
  await ask(gateway.url, '{ __typename }');
  expect(gateway.output()).not.toContain('"level":50');
});

it('tells sockets that the gateway stops, so that clients connect again', async () => {
  const ended = expect(watching().end).rejects.toMatchObject({ code: 1001 });
  await firstOf({ query: '{ __typename }' });
  closed.length = 0;
  expect(await gateway.stop()).toBe(0);
  await ended;
  expect(closed).toMatchObject([{ code: 1001, reason: 'The gateway stops' }]);
});
