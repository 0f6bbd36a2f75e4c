import type { WebsocketHandler } from '@fastify/websocket';
import { type ExecutionArgs, GraphQLError, type GraphQLSchema, getOperationAST, subscribe } from 'graphql';
import { CloseCode, makeServer } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { LONGEST_TIMER_MS } from '../common/longest-timer';
import type { Caller } from '../domains/caller';
import type { GatewayContext } from '../domains/context';
import type { EventLog } from '../events/types';
import type { Authenticator } from './authenticator';
import { OperationBudgets } from './budget/operation-budget';
import type { ContextFactory } from './context-factory';
import { Documents } from './documents';
import { FeedOperation } from './feeds/feed-operation';
import { Feeds } from './feeds/feeds';
import { Outlet } from './feeds/outlet';
import { openProtocol } from './feeds/protocol-socket';
import { Subscriber } from './feeds/subscriber';
import { IdentityProviderError } from './identity-tokens';
import { openController } from './open-controller';
import type { ErrorFormatter } from './prepared-operation';
import { responseExtensions } from './response-extensions';

export interface SubscriptionServerOptions {
  schema: GraphQLSchema;
  authenticator: Authenticator;
  contexts: ContextFactory;
  log: Pick<EventLog, 'known' | 'identity'>;
  introspection: boolean;
  formatError: ErrorFormatter;
  /** How long a reader may lag behind live events, or read nothing at all, before its socket is closed. */
  maxLagSeconds: number;
}

/** GraphQL over WebSocket. */
export interface SubscriptionServer {
  handler: WebsocketHandler;
}

/** A socket, who it belongs to, and when it goes. */
interface Connection {
  socket: WebSocket;
  outlet: Outlet;
  caller?: Caller;
  gone: AbortController;
  /** Ends it when its token does. */
  expiry?: NodeJS.Timeout;
}

/** A close code that clients take for "connect again". */
const TRY_AGAIN_LATER = 1013;

/** Serves `graphql-transport-ws`: subscriptions above all, queries and mutations as well. */
export function createSubscriptionServer(options: SubscriptionServerOptions): SubscriptionServer {
  const { schema, authenticator, contexts, log, introspection, formatError } = options;
  const maxLagMs = options.maxLagSeconds * 1_000;
  const documents = new Documents(schema, introspection);
  const budgets = new OperationBudgets(schema);
  const feeds = new Feeds();
  const subscribers = new WeakMap<ExecutionArgs, Subscriber>();
  const operationContexts = new WeakMap<ExecutionArgs, GatewayContext>();
  const format = (errors: readonly GraphQLError[]) =>
    errors.map((error) => formatError(error.toJSON(), error));

  const callerOf = async (authorization: unknown, socket: WebSocket) => {
    try {
      return await authenticator.callerOf(authorization);
    } catch (error) {
      if (!(error instanceof IdentityProviderError)) throw error;
      socket.close(TRY_AGAIN_LATER, 'The identity provider does not answer');
      return undefined;
    }
  };

  const server = makeServer<Record<string, unknown>, Connection>({
    schema,
    connectionInitWaitTimeout: 10_000,
    onConnect: async ({ connectionParams, extra }) => {
      const given = connectionParams?.authorization ?? connectionParams?.Authorization;
      const caller = await callerOf(given, extra.socket);
      // Refused with 4403, which clients take for "not with these parameters", where 4401 would be final.
      if (!caller) return false;
      extra.caller = caller;
      if (caller.expiresAt) {
        const leftMs = Math.min(caller.expiresAt.getTime() - Date.now(), LONGEST_TIMER_MS);
        extra.expiry = setTimeout(() => extra.socket.close(CloseCode.Forbidden, 'Token expired'), leftMs);
      }
      return true;
    },
    onClose: ({ extra }) => {
      clearTimeout(extra.expiry);
      extra.gone.abort();
    },
    onSubscribe: ({ extra: { caller, outlet } }, id, { query, operationName, variables }) => {
      if (!caller) throw new Error('An operation ran on a connection that was not acknowledged.');
      const document = documents.read(query, variables);
      if (!('kind' in document)) return document;
      const args = {
        schema,
        document,
        // An empty name is none, as over HTTP.
        operationName: operationName || null,
        variableValues: variables ?? null,
      };
      const asked = getOperationAST(document, args.operationName);
      if (!asked) return [noSuchOperation(args.operationName)];
      const refusal = budgets.refusal(document, asked, variables ?? {});
      if (refusal) return [refusal];
      if (asked.operation === 'subscription') {
        const operation = new FeedOperation({ contexts, formatError }, query, args, caller);
        subscribers.set(
          args,
          new Subscriber({ feeds, maxLagMs, log: options.log.identity }, id, outlet, operation),
        );
      }
      return args;
    },
    context: ({ extra: { caller, gone } }, _id, _payload, args) => {
      const context = caller && contexts.forOperation(caller, gone);
      if (context) operationContexts.set(args, context);
      return context;
    },
    subscribe: async (args) => {
      const subscriber = subscribers.get(args);
      if (!subscriber) return subscribe(args);
      return (await subscriber.begin(log.known)) ?? subscriber.stream;
    },
    onError: (_context, _id, _payload, errors) => format(errors),
    onNext: (_context, _id, _payload, args, { data, errors, extensions }) => ({
      // An operation that failed before it was executed has no `data`, not even null.
      ...(data !== undefined && { data }),
      ...(errors && { errors: format(errors) }),
      ...extended(extensions, operationContexts.get(args)),
    }),
  });
  return {
    handler: (socket, request) => {
      const outlet = new Outlet(socket, request.raw.socket);
      openProtocol(
        server,
        { socket, outlet, gone: openController() },
        { patienceMs: maxLagMs, onError: (error) => formatError({ message: 'A socket failed.' }, error) },
      );
    },
  };
}

/** As Apollo Server says it over HTTP. */
function noSuchOperation(name: string | null): GraphQLError {
  const message =
    name === null
      ? 'Must provide operation name if query contains multiple operations.'
      : `Unknown operation named "${name}".`;
  return new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
}

function extended(
  extensions: Record<string, unknown> | undefined,
  context: GatewayContext | undefined,
): { extensions?: Record<string, unknown> } {
  const own = context && responseExtensions(context);
  return extensions || own ? { extensions: { ...extensions, ...own } } : {};
}
