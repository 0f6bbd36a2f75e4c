import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../domains/context';
import { type ErrorFormatter, type PreparedOperation, prepareOperation } from './prepared-operation';

/** Operations that are remembered at most, and how long one of them may be. */
const MOST_OPERATIONS = 2_000;
const LONGEST_TEXT = 50_000;

/**
 * Operations that callers have sent before. Apollo Server parses and validates an operation when it is first seen;
 * from then on it is found here by its text, valid and compiled.
 */
export class PreparedOperations {
  private readonly known = new Map<string, PreparedOperation | undefined>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly formatError: ErrorFormatter,
  ) {}

  /** An operation that was seen before; undefined is for Apollo Server to answer. */
  find(text: string, operationName: string | undefined): PreparedOperation | undefined {
    return this.known.get(keyOf(text, operationName));
  }

  /** Makes Apollo Server execute compiled operations, and hand on those that it found valid. */
  plugin(): ApolloServerPlugin<GatewayContext> {
    return {
      requestDidStart: async () => ({
        responseForOperation: async ({ document, operation, source, request, contextValue, response }) => {
          const key = keyOf(source, request.operationName);
          if (!this.known.has(key)) {
            this.remember(key, prepareOperation(this.schema, document, operation, this.formatError));
          }
          const prepared = this.known.get(key);
          const variables = prepared?.check(request.variables ?? {});
          if (!prepared || !variables) return null;
          const singleResult = await prepared.execute(contextValue, variables);
          return { http: response.http, body: { kind: 'single', singleResult } };
        },
      }),
    };
  }

  private remember(key: string, operation: PreparedOperation | undefined): void {
    if (key.length > LONGEST_TEXT) return;
    const [oldest] = this.known.size >= MOST_OPERATIONS ? this.known.keys() : [];
    if (oldest !== undefined) this.known.delete(oldest);
    this.known.set(key, operation);
  }
}

function keyOf(text: string, operationName: string | undefined): string {
  return operationName ? `${operationName}\n${text}` : text;
}
