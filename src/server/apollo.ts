import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../domains/context';
import { PARSE_OPTIONS } from './documents';
import { apolloSandboxPlugin } from './explorer/apollo-sandbox';
import { ExtentRule } from './extent-rule';
import type { ErrorFormatter } from './prepared-operation';
import type { PreparedOperations } from './prepared-operations';
import { refusalStatus } from './refusal-status';

export interface ApolloOptions {
  schema: GraphQLSchema;
  introspection: boolean;
  operations: PreparedOperations;
  formatError: ErrorFormatter;
}

const FIRST_QUERY =
  'query Accounts {\n  whatsAppBusinessAccounts(first: 3) {\n    nodes {\n      id\n      name\n    }\n  }\n}\n';

/** The GraphQL server beneath HTTP. In a browser it shows Apollo Sandbox. */
export function createApollo({
  schema,
  introspection,
  operations,
  formatError,
}: ApolloOptions): ApolloServer<GatewayContext> {
  const landingPage: ApolloServerPlugin = introspection
    ? apolloSandboxPlugin({ operation: FIRST_QUERY })
    : ApolloServerPluginLandingPageDisabled();
  return new ApolloServer<GatewayContext>({
    schema,
    introspection,
    formatError,
    includeStacktraceInErrorResponses: false,
    parseOptions: PARSE_OPTIONS,
    validationRules: [ExtentRule],
    stopOnTerminationSignals: false,
    plugins: [landingPage, operations.plugin(), refusalStatus],
  });
}
