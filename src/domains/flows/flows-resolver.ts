import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { JsonObject } from '../../common/json';
import type { GatewayContext } from '../context';
import { Consumes } from '../graphql/consumes';
import { loadTypedNode } from '../nodes/load-typed-node';
import { Flow } from './flow';

/** Queries for WhatsApp Flows. */
@Resolver()
export class FlowsResolver {
  @Authorized('accounts:read')
  @Consumes('managementCalls')
  @Query(() => Flow, {
    nullable: true,
    description: 'A WhatsApp Flow by its id. Needs the scope `accounts:read`. Errors: NOT_FOUND, FORBIDDEN.',
  })
  async flow(
    @Arg('id', () => ID, { description: "The Flow's id." }) id: string,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<JsonObject> {
    await context.ownership.assertFlow(id);
    return loadTypedNode(context, id, info, 'Flow');
  }
}
