import type { WebsocketHandler } from '@fastify/websocket';
import { type GraphQLError, type GraphQLSchema, getOperationAST } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { makeHandler } from 'graphql-ws/use/@fastify/websocket';
import type { Caller } from '../domains/caller';
import type { Authenticator } from './authenticator';
import type { ContextFactory } from './context-factory';
import { Documents } from './documents';
import type { ErrorFormatter } from './prepared-operation';

export interface SubscriptionServerOptions {
  schema: GraphQLSchema;
  authenticator: Authenticator;
  contexts: ContextFactory;
  introspection: boolean;
  formatError: ErrorFormatter;
}

/** GraphQL over WebSocket. */
export interface SubscriptionServer {
  handler: WebsocketHandler;
}

/** Who a socket belongs to, and when it goes. */
interface Connection {
  caller: Caller;
  gone: AbortController;
  /** Ends it when its token does. */
  expiry?: NodeJS.Timeout;
}

/** Node's timers go no further. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Serves `graphql-transport-ws`: subscriptions above all, queries and mutations as well. */
export function createSubscriptionServer(options: SubscriptionServerOptions): SubscriptionServer {
  const { schema, authenticator, contexts, introspection, formatError } = options;
  const documents = new Documents(schema, introspection);
  const connections = new WeakMap<object, Connection>();
  const format = (errors: readonly GraphQLError[]) =>
    errors.map((error) => formatError(error.toJSON(), error));
  const handler = makeHandler({
    schema,
    connectionInitWaitTimeout: 10_000,
    onConnect: async ({ connectionParams, extra }) => {
      const caller = await authenticator.callerOf(
        connectionParams?.authorization ?? connectionParams?.Authorization,
      );
      // Refused with 4403, which clients take for "not with these parameters", where 4401 would be final.
      if (!caller) return false;
      const connection: Connection = { caller, gone: new AbortController() };
      if (caller.expiresAt) {
        const leftMs = Math.min(caller.expiresAt.getTime() - Date.now(), MAX_TIMER_MS);
        connection.expiry = setTimeout(
          () => extra.socket.close(CloseCode.Forbidden, 'Token expired'),
          leftMs,
        );
      }
      connections.set(extra.socket, connection);
      return true;
    },
    onClose: ({ extra }) => {
      const connection = connections.get(extra.socket);
      clearTimeout(connection?.expiry);
      connection?.gone.abort();
    },
    context: ({ extra }, _id, _payload, args) => {
      const connection = connections.get(extra.socket);
      if (!connection) throw new Error('An operation ran on a connection that was not acknowledged.');
      const isSubscription = getOperationAST(args.document, args.operationName)?.operation === 'subscription';
      const { caller, gone } = connection;
      return isSubscription
        ? contexts.forSubscription(caller, gone.signal)
        : contexts.forOperation(caller, gone.signal);
    },
    onSubscribe: (_context, _id, { query, operationName, variables }) => {
      const document = documents.read(query);
      if (!('kind' in document)) return document;
      return { schema, document, operationName: operationName ?? null, variableValues: variables ?? null };
    },
    onError: (_context, _id, _payload, errors) => format(errors),
    onNext: (_context, _id, _payload, _args, { data = null, errors, extensions }) => ({
      data,
      ...(errors && { errors: format(errors) }),
      ...(extensions && { extensions }),
    }),
  });
  return { handler };
}
