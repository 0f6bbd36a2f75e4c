import { type GraphQLObjectType, type GraphQLSchema, specifiedDirectives } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import type { GatewayContext } from '../domains/context';
import { noPubSub } from '../domains/events/no-pub-sub';
import { describeConsumption } from '../domains/graphql/consumes';
import { installDirect } from '../domains/graphql/direct';
import { refuseInexactIds } from '../domains/graphql/exact-numbers';
import { assertScopes } from '../domains/graphql/scopes';
import { installAccountBounds } from '../domains/graphql/spans-accounts';
import { resolvers } from '../domains/resolvers';
import { templateButtonTypes } from '../domains/templates/buttons';
import { installPlanner } from '../planner/install';
import { StaleIfError } from '../planner/stale-if-error';

/** Builds the schema from the declarations in the domains. */
export function buildGatewaySchema(): GraphQLSchema {
  refuseInexactIds();
  const schema = buildSchemaSync({
    resolvers,
    // Reached through interfaces only.
    orphanedTypes: [...templateButtonTypes],
    directives: [...specifiedDirectives, StaleIfError],
    validate: false,
    pubSub: noPubSub,
    authChecker: ({ context }: { context: GatewayContext }, scopes: string[]) => {
      assertScopes(context.caller, scopes);
      return true;
    },
  });
  describeRoots(schema);
  return installAccountBounds(installDirect(installPlanner(describeConsumption(schema))));
}

/** type-graphql makes the root types itself, without descriptions. */
function describeRoots(schema: GraphQLSchema): void {
  const describe = (type: GraphQLObjectType | null | undefined, description: string) => {
    if (type) type.description = description;
  };
  describe(
    schema.getQueryType(),
    'What can be read: from Meta, in as few requests as can be, and from the stored events.',
  );
  describe(
    schema.getMutationType(),
    'What can be done. Failures that a caller can act on come as `userErrors`.',
  );
  describe(
    schema.getSubscriptionType(),
    'What Meta reports, as it comes in or from a cursor on: nothing skipped, nothing twice.',
  );
}
