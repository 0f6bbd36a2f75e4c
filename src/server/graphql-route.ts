import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { isObject } from '../common/json';
import type { GatewayContext } from '../domains/context';
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
const NOT_JSON =
  'The body is not JSON, or has a key `__proto__` or `constructor.prototype`, which no request may have.';
const ACCEPTS_JSON = /(^|,)\s*(application\/json|application\/\*|\*\/\*)\s*(,|;|$)/i;

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
      if (tooDeep) throw asBadRequest(tooDeep);
      return contexts.forOperation(caller, new Departure(reply));
    },
  });

  // What never becomes an operation, such as a body that is not JSON, is answered in GraphQL's shape all the same.
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'unexpected error in a GraphQL request');
    const known = error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' ? NOT_JSON : error.message;
    const message = status >= 500 ? 'Something went wrong in the gateway.' : known;
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
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(result);
  });
}

/** What a request says in its body, or else in its address. */
function givenWith({ method, body, query }: FastifyRequest): { query?: unknown; variables?: unknown } {
  const given = method === 'GET' ? query : body;
  return isObject(given) ? given : {};
}

function asBadRequest({ message, source, positions, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    source,
    positions,
    extensions: { ...extensions, http: { status: 400 } },
  });
}

interface PostedOperation {
  query: string;
  operationName: string | undefined;
  variables: Variables;
}

/** The operation of a plain request: posted as JSON, to be answered as JSON, without extensions. */
function postedOperation({ body, headers }: FastifyRequest): PostedOperation | undefined {
  const { accept = '*/*', 'content-type': contentType = '' } = headers;
  if (!JSON_REQUEST.test(contentType) || !ACCEPTS_JSON.test(accept)) return undefined;
  if (!isObject(body) || typeof body.query !== 'string' || body.extensions) return undefined;
  const { query, operationName = null, variables = null } = body;
  if (operationName !== null && typeof operationName !== 'string') return undefined;
  if (variables !== null && !isObject(variables)) return undefined;
  return { query, operationName: operationName ?? undefined, variables: variables ?? {} };
}
