import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { JsonObject } from '../../common/json';
import { planOf } from '../../planner/load-node';
import type { GatewayContext } from '../context';
import { Media } from './media';

/** Queries for media. */
@Resolver()
export class MediaResolver {
  @Authorized('accounts:read')
  @Query(() => Media, {
    nullable: true,
    description:
      'A media file by its id: an uploaded one (kept 30 days) or one a customer sent (kept 7 days). Needs the scope `accounts:read`. Errors: NOT_FOUND, FORBIDDEN.',
  })
  async media(
    @Arg('id', () => ID, { description: 'The media id.' }) id: string,
    @Arg('phoneNumberId', () => ID, {
      nullable: true,
      description:
        'Phone number the file was sent from or to: Meta then answers only if it was. Required of keys confined to some accounts.',
    })
    phoneNumberId: string | null,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<JsonObject> {
    if (phoneNumberId) await context.ownership.assertPhoneNumber(phoneNumberId);
    else context.ownership.assertUnconfined(`Media ${id} without \`phoneNumberId\``);
    return context.graph.load(
      id,
      planOf(info),
      phoneNumberId ? { phone_number_id: phoneNumberId } : undefined,
    );
  }
}
