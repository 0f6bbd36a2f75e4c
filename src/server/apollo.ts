import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../domains/context';
import { ClosedIntrospectionRule } from './closed-introspection-rule';
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

/**
 * Plugins of Apollo Server's own that watch fields: the first operation that it executes itself, such as one with bad
 * variables, would wrap every resolver of the schema, and no operation that comes later could be planned or projected.
 */
const WITHOUT: readonly ApolloServerPlugin[] = [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
];

/** No cache keeps what one caller may see. */
const neverStored: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response }) => {
      response.http.headers.set('cache-control', 'no-store');
    },
  }),
};

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
    // Where it is off, a rule of our own says so.
    introspection: true,
    formatError,
    includeStacktraceInErrorResponses: false,
    parseOptions: PARSE_OPTIONS,
    validationRules: introspection ? [ExtentRule] : [ExtentRule, ClosedIntrospectionRule],
    stopOnTerminationSignals: false,
    plugins: [landingPage, operations.plugin(), refusalStatus, neverStored, ...WITHOUT],
  });
}
