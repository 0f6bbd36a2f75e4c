import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import type { GatewayContext } from '../domains/context';
import { noPubSub } from '../domains/events/no-pub-sub';
import { resolvers } from '../domains/resolvers';
import { assertScopes } from '../domains/shared/scopes';
import { installAccountBounds } from '../domains/shared/spans-accounts';
import { templateButtonTypes } from '../domains/templates/buttons';
import { installPlanner } from '../planner/install';

/** Builds the schema from the declarations in the domains. */
export function buildGatewaySchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers,
    // Reached through interfaces only.
    orphanedTypes: [...templateButtonTypes],
    validate: false,
    pubSub: noPubSub,
    authChecker: ({ context }: { context: GatewayContext }, scopes: string[]) => {
      assertScopes(context.caller, scopes);
      return true;
    },
  });
  return installAccountBounds(installPlanner(schema));
}
