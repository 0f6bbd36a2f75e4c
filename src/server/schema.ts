import { GraphQLError, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import type { GatewayContext } from '../domains/context';
import { noPubSub } from '../domains/events/no-pub-sub';
import { resolvers } from '../domains/resolvers';
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
      const missing = scopes.find((scope) => ![...context.caller.scopes].some((held) => held === scope));
      if (missing === undefined) return true;
      throw new GraphQLError(
        `This needs the scope \`${missing}\`, which the API key "${context.caller.name}" does not have.`,
        {
          extensions: { code: 'FORBIDDEN', scope: missing },
        },
      );
    },
  });
  return installAccountBounds(installPlanner(schema));
}
