import type { AddressInfo } from 'node:net';
import websocket from '@fastify/websocket';
import fastify from 'fastify';
import { buildSchema, GraphQLError } from 'graphql';
import { handleProtocols } from 'graphql-ws';
import pino from 'pino';
import type { GatewayContext } from '../../../src/domains/context';
import { MediaLinks } from '../../../src/domains/media/media-links';
import { decodeEventCursor, encodeEventCursor } from '../../../src/events/cursor';
import { DeliveryLog } from '../../../src/events/deliveries/delivery-log';
import { DeliveryNotes } from '../../../src/events/deliveries/delivery-notes';
import { createHub, type Hub, type HubOptions } from '../../../src/events/hub';
import type { EventLog, StoredEvent } from '../../../src/events/types';
import { GraphClient } from '../../../src/graph/client';
import { GrantedAccounts } from '../../../src/graph/granted-accounts';
import { createHistory } from '../../../src/history/history';
import { Broadcasts } from '../../../src/outbox/broadcasts';
import { SendAttempts } from '../../../src/outbox/send-attempts';
import { Authenticator } from '../../../src/server/authenticator';
import { ContextFactory } from '../../../src/server/context-factory';
import { errorFormatter } from '../../../src/server/graphql-errors';
import { createSubscriptionServer } from '../../../src/server/subscriptions';
import type { Database } from '../../../src/store/database';
import type { OpenLog } from '../../events/support/open-log';
import { sharedReadsOf } from '../../support/shared-reads';

export interface EventServer {
  url: string;
  hub: Hub;
  /** How often an event was executed. */
  executions(): number;
  /** What waits to be sent to the slowest of its sockets. */
  waitingBytes(): number;
  close(): Promise<void>;
}

export interface EventServerOptions extends HubOptions {
  maxLagSeconds?: number;
  /** What executing an event waits for. */
  execute?: () => Promise<unknown>;
}

const SCHEMA = /* GraphQL */ `
  type Event { key: String! cursor: String! text: String }
  type Query { hello: String }
  type Subscription { events(after: String, types: [String!]): Event }
`;

/** The keys of API keys that the server knows. */
export const KEYS = { one: 'key-number-one', other: 'key-number-two' };

/** Serves subscriptions to a log as the gateway does, with a schema that counts executions. */
export async function openEventServer(
  { database, log }: Pick<OpenLog, 'database' | 'log'>,
  { maxLagSeconds = 60, execute, ...hubOptions }: EventServerOptions = {},
): Promise<EventServer> {
  const schema = buildSchema(SCHEMA);
  let executions = 0;
  const subscription = schema.getSubscriptionType()?.getFields().events;
  if (!subscription) throw new Error('The schema has no subscription.');
  subscription.subscribe = (_root, { after, types }: Arguments, { hub, signal }: GatewayContext) => {
    if (types?.length === 0)
      throw new GraphQLError('Nothing is wanted.', { extensions: { code: 'NOTHING' } });
    return hub.subscribe({
      ...(typeof after === 'string' && { after: decodeEventCursor(after).seq }),
      ...(types && { filter: { types } }),
      signal,
    });
  };
  subscription.resolve = async (event: StoredEvent) => {
    executions += 1;
    await execute?.();
    if (event.type === 'broken') throw new GraphQLError('Broken.', { extensions: { code: 'BROKEN' } });
    return {
      key: event.dedupeKey,
      cursor: encodeEventCursor(event.seq, event.log),
      text: event.payload.text,
    };
  };

  const hub = createHub(log, hubOptions);
  const history = await createHistory({ database, log, onError: () => undefined });
  const client = new GraphClient({ baseUrl: 'http://127.0.0.1:1', version: 'v23.0' });
  const server = fastify({ forceCloseConnections: true });
  await server.register(websocket, { options: { handleProtocols } });
  const subscriptions = createSubscriptionServer({
    schema,
    authenticator: new Authenticator(
      Object.entries(KEYS).map(([name, key]) => ({ name, key, scopes: ['events:subscribe' as const] })),
    ),
    contexts: contextsOf(client, database, log, hub, history),
    log,
    introspection: false,
    formatError: errorFormatter(pino({ level: 'silent' })),
    maxLagSeconds,
  });
  server.get('/graphql', { websocket: true }, subscriptions.handler);
  await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    url: `ws://127.0.0.1:${(server.server.address() as AddressInfo).port}/graphql`,
    hub,
    executions: () => executions,
    waitingBytes: () =>
      Math.max(...[...server.websocketServer.clients].map(({ bufferedAmount }) => bufferedAmount)),
    close: async () => {
      await server.close();
      await hub.close();
      await history.close();
      await client.close();
    },
  };
}

interface Arguments {
  after?: string | null;
  types?: string[] | null;
}

function contextsOf(
  client: GraphClient,
  database: Database,
  log: EventLog,
  hub: Hub,
  history: Awaited<ReturnType<typeof createHistory>>,
): ContextFactory {
  return new ContextFactory({
    client,
    token: 'token',
    granted: new GrantedAccounts({ client, token: 'token' }),
    ...sharedReadsOf(client),
    history,
    sendAttempts: new SendAttempts({ database }),
    broadcasts: new Broadcasts(database),
    log,
    hub,
    deliveries: new DeliveryLog(database, new DeliveryNotes(database), log.identity),
    mediaLinks: new MediaLinks(undefined),
  });
}
