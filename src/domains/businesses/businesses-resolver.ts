import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { JsonObject } from '../../common/json';
import type { GatewayContext } from '../context';
import { Consumes } from '../graphql/consumes';
import { loadTypedNode } from '../nodes/load-typed-node';
import { Business } from './business';

/** Queries for business portfolios. */
@Resolver()
export class BusinessesResolver {
  @Authorized('accounts:read')
  @Consumes('managementCalls')
  @Query(() => Business, {
    nullable: true,
    description:
      'A business portfolio by its id. It spans accounts, so it is closed to keys confined to some. Needs the scope `accounts:read`. Errors: NOT_FOUND, FORBIDDEN.',
  })
  business(
    @Arg('id', () => ID, { description: "The portfolio's id." }) id: string,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<JsonObject> {
    context.ownership.assertUnconfined(`Business ${id}`);
    return loadTypedNode(context, id, info, 'Business');
  }
}
