import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { JsonObject } from '../../common/json';
import type { GatewayContext } from '../context';
import { Consumes } from '../graphql/consumes';
import { loadTypedNode } from '../nodes/load-typed-node';
import { PhoneNumber } from './phone-number';

/** Queries for phone numbers. */
@Resolver()
export class PhoneNumbersResolver {
  @Authorized('accounts:read')
  @Consumes('managementCalls')
  @Query(() => PhoneNumber, {
    nullable: true,
    description:
      "A business phone number by Meta's id for it (not the number itself). Needs the scope `accounts:read`. Errors: NOT_FOUND, FORBIDDEN.",
  })
  async phoneNumber(
    @Arg('id', () => ID, { description: 'The phone number id.' }) id: string,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<JsonObject> {
    await context.ownership.assertPhoneNumber(id);
    return loadTypedNode(context, id, info, 'PhoneNumber');
  }
}
