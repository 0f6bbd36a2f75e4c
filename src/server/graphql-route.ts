import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { isObject } from '../common/json';
import type { GatewayContext } from '../domains/context';
import { acceptedMediaType } from './accepted-media-type';
import type { Authenticator } from './authenticator';
import type { ContextFactory } from './context-factory';
import { Departure } from './departure';
import { graphqlCaller } from './graphql-caller';
import { nestingFault } from './nesting';
import type { PreparedOperations } from './prepared-operations';
import type { Variables } from './prepared-variables';
import type { SubscriptionServer } from './subscriptions';

export interface GraphqlRouteOptions {
  apollo: ApolloServer<GatewayContext>;
  operations: PreparedOperations;
  authenticator: Authenticator;
  contexts: ContextFactory;
  subscriptions: SubscriptionServer;
}

const JSON_REQUEST = /^application\/json\s*(;|$)/i;
/** What the framework says too shortly, by its code. */
const EXPLAINED: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY:
    'The body is not JSON, or has a key `__proto__` or `constructor.prototype`, which no request may have. It must not be compressed.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE:
    'Post an operation as JSON, `{ "query": "…", "variables": { … } }`, with `Content-Type: application/json`.',
};

/**
 * GraphQL over HTTP. Apollo Server answers it, but for what front ends send all day: a valid operation that it has seen
 * before, posted as JSON, is executed at once.
 */
export function graphqlRoutes(server: FastifyInstance, options: GraphqlRouteOptions): void {
  const { apollo, operations, authenticator, contexts } = options;
  const apolloHandler = fastifyApolloHandler(apollo, {
    context: async (request, reply) => {
      const caller = await graphqlCaller(authenticator, request.headers.authorization);
      // Apollo Server has no place for it between here and the parser, whose stack would overflow.
      const { query, variables } = givenWith(request);
      const tooDeep = nestingFault(typeof query === 'string' ? query : '', variables);
      if (tooDeep) throw refused(tooDeep, request);
      return contexts.forOperation(caller, new Departure(reply));
    },
  });

  // What never becomes an operation, such as a body that is not JSON, is answered in GraphQL's shape all the same.
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'unexpected error in a GraphQL request');
    const message =
      status >= 500 ? 'Something went wrong in the gateway.' : (EXPLAINED[error.code] ?? error.message);
    const code = status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST';
    return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
  });

  server.route({
    method: 'GET',
    url: '/graphql',
    handler: apolloHandler,
    wsHandler: options.subscriptions.handler,
  });

  server.post('/graphql', async function (request, reply) {
    const asked = postedOperation(request);
    if (!asked) return apolloHandler.call(this, request, reply);
    const operation = operations.find(asked.query, asked.operationName);
    const known = operation && authenticator.callerOf(request.headers.authorization);
    // Nearly every caller is known at once: waiting for nothing costs all the same.
    const caller = known instanceof Promise ? await known.catch(() => undefined) : known;
    const result =
      operation &&
      caller &&
      (await operation.execute(contexts.forOperation(caller, new Departure(reply)), asked.variables));
    if (result === undefined) return apolloHandler.call(this, request, reply);
    return reply.header('content-type', asked.contentType).header('cache-control', 'no-store').send(result);
  });
}

/** What a request says in its body, or else in its address. */
function givenWith({ method, body, query }: FastifyRequest): { query?: unknown; variables?: unknown } {
  const given = method === 'GET' ? query : body;
  return isObject(given) ? given : {};
}

function refused(
  { message, source, positions, extensions }: GraphQLError,
  { headers: { accept } }: FastifyRequest,
): GraphQLError {
  const status = acceptedMediaType(accept)?.refusalStatus ?? 400;
  return new GraphQLError(message, { source, positions, extensions: { ...extensions, http: { status } } });
}

interface PostedOperation {
  query: string;
  operationName: string | undefined;
  variables: Variables;
  /** Of the answer. */
  contentType: string;
}

/** The operation of a plain request: posted as JSON, to be answered in one piece, without extensions. */
function postedOperation({ body, headers }: FastifyRequest): PostedOperation | undefined {
  const accepted = acceptedMediaType(headers.accept);
  if (!accepted || !JSON_REQUEST.test(headers['content-type'] ?? '')) return undefined;
  if (!isObject(body) || typeof body.query !== 'string' || body.extensions) return undefined;
  const { query, operationName = null, variables = null } = body;
  if (operationName !== null && typeof operationName !== 'string') return undefined;
  if (variables !== null && !isObject(variables)) return undefined;
  const { contentType } = accepted;
  return { query, operationName: operationName ?? undefined, variables: variables ?? {}, contentType };
}
