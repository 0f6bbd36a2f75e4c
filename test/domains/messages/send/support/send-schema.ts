import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, Query, Resolver } from 'type-graphql';
import { MarkMessageAsReadResolver } from '../../../../../src/domains/messages/send/mark-message-as-read';
import { SendMessageResolver } from '../../../../../src/domains/messages/send/send-message-resolver';
import { installPlanner } from '../../../../../src/planner/install';

/** GraphQL wants a query. */
@Resolver()
class Nothing {
  @Query(() => Boolean, { description: 'Nothing.' })
  nothing(): boolean {
    return true;
  }
}

/** The mutations that send, as the gateway serves them. */
export const sendSchema: GraphQLSchema = installPlanner(
  buildSchemaSync({
    resolvers: [Nothing, SendMessageResolver, MarkMessageAsReadResolver],
    authChecker: () => true,
    validate: false,
  }),
);
