import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { GatewayContext } from '../domains/context';

export interface CompiledExecutionOptions {
  schema: GraphQLSchema;
  formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
}

interface CompiledOperation {
  query: CompiledQuery;
  /** Defaults of the variables that have one. */
  defaults: Readonly<Record<string, unknown>>;
}

/**
 * Executes queries and mutations as compiled functions, several times as fast as walking the document each time: a
 * list of templates is thousands of fields. What cannot be compiled, and what has bad variables, is left to
 * graphql-js.
 */
export function compiledExecution({
  schema,
  formatError,
}: CompiledExecutionOptions): ApolloServerPlugin<GatewayContext> {
  /** Apollo keeps parsed documents, so an operation that is asked again is compiled already. */
  const compiled = new WeakMap<DocumentNode, Map<string, CompiledOperation | undefined>>();

  const compiledOf = (
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): CompiledOperation | undefined => {
    let byName = compiled.get(document);
    if (!byName) {
      byName = new Map();
      compiled.set(document, byName);
    }
    const name = operation.name?.value;
    if (!byName.has(name ?? '')) {
      const query = compileQuery(schema, document, name);
      byName.set(name ?? '', isCompiledQuery(query) ? { query, defaults: defaultsOf(operation) } : undefined);
    }
    return byName.get(name ?? '');
  };

  return {
    requestDidStart: async () => ({
      responseForOperation: async ({ document, operation, request, contextValue, response }) => {
        const known = compiledOf(document, operation);
        if (!known) return null;
        const variables = request.variables ?? {};
        // The compiled function knows nothing of one-of inputs: graphql-js decides what variables are good.
        if (
          operation.variableDefinitions?.length &&
          getVariableValues(schema, operation.variableDefinitions, variables).errors
        ) {
          return null;
        }
        const { data, errors } = await known.query.query(undefined, contextValue, {
          ...known.defaults,
          ...variables,
        });
        return {
          http: response.http,
          body: {
            kind: 'single',
            singleResult: {
              data: data ?? null,
              ...(errors && {
                errors: errors.map((error: GraphQLError) => formatError(error.toJSON(), error)),
              }),
            },
          },
        };
      },
    }),
  };
}

/** The compiled function overlooks defaults of variables that must not be null. */
function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
}
