import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { JsonObject } from '../../common/json';
import type { GatewayContext } from '../context';
import { Consumes } from '../graphql/consumes';
import { loadTypedNode } from '../nodes/load-typed-node';
import { MessageTemplate } from './message-template';

/** Queries for message templates. */
@Resolver()
export class TemplatesResolver {
  @Authorized('accounts:read')
  @Consumes('managementCalls')
  @Query(() => MessageTemplate, {
    nullable: true,
    description:
      'A message template by its id. Needs the scope `accounts:read`. Errors: NOT_FOUND, FORBIDDEN.',
  })
  async messageTemplate(
    @Arg('id', () => ID, {
      description: "The template's id (Meta also calls it `hsm_id`). It may exceed 2^53.",
    })
    id: string,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<JsonObject> {
    await context.ownership.assertTemplate(id);
    return loadTypedNode(context, id, info, 'MessageTemplate');
  }
}
