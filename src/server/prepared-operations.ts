import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from '../domains/context';
import { type ErrorFormatter, PreparedOperation } from './prepared-operation';

/** Operations that are remembered at most, and how long one of them may be. */
const MOST_OPERATIONS = 2_000;
const LONGEST_TEXT = 50_000;

/**
 * Operations that callers have sent before. Apollo Server parses and validates an operation when it is first seen;
 * from then on it is found here by its text.
 */
export class PreparedOperations {
  private readonly known = new Map<string, PreparedOperation>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly formatError: ErrorFormatter,
  ) {}

  /** An operation that was seen before; Apollo Server answers any other. */
  find(text: string, operationName: string | undefined): PreparedOperation | undefined {
    return this.known.get(keyOf(text, operationName));
  }

  /** Makes Apollo Server execute operations as they are here, and hand on those that it found valid. */
  plugin(): ApolloServerPlugin<GatewayContext> {
    return {
      requestDidStart: async () => ({
        didResolveOperation: async ({ document, operation, source, request, response }) => {
          if (!operation || operation.operation === 'subscription') return;
          const prepared = this.prepare(source, request.operationName, document, operation);
          const refusal = prepared.refusal(request.variables ?? {});
          if (!refusal) return;
          response.http.status = 400;
          throw refusal;
        },
        responseForOperation: async ({ document, operation, source, request, contextValue, response }) => {
          // The document has several operations and the request names none: Apollo Server reports that.
          if (!operation) return null;
          if (operation.operation === 'subscription') {
            response.http.status = 400;
            return {
              http: response.http,
              body: { kind: 'single', singleResult: { errors: [NOT_OVER_HTTP] } },
            };
          }
          const prepared = this.prepare(source, request.operationName, document, operation);
          const result = await prepared.execute(contextValue, request.variables ?? {});
          if (result === undefined) return null;
          return { http: response.http, body: { kind: 'single', singleResult: JSON.parse(result) } };
        },
      }),
    };
  }

  private prepare(
    source: string,
    operationName: string | undefined,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): PreparedOperation {
    const key = keyOf(source, operationName);
    let prepared = this.known.get(key);
    if (!prepared) {
      prepared = new PreparedOperation(this.schema, document, operation, this.formatError);
      this.remember(key, prepared);
    }
    return prepared;
  }

  private remember(key: string, operation: PreparedOperation): void {
    if (key.length > LONGEST_TEXT) return;
    const [oldest] = this.known.size >= MOST_OPERATIONS ? this.known.keys() : [];
    if (oldest !== undefined) this.known.delete(oldest);
    this.known.set(key, operation);
  }
}

const NOT_OVER_HTTP = {
  message:
    'Subscriptions are served over WebSocket, at this address with the subprotocol `graphql-transport-ws`.',
  extensions: { code: 'BAD_REQUEST' },
};

function keyOf(text: string, operationName: string | undefined): string {
  return operationName ? `${operationName}\n${text}` : text;
}
