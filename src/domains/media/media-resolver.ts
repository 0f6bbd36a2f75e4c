import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { type JsonObject, textOf } from '../../common/json';
import { optionalMetaId } from '../../common/meta-id';
import type { GatewayContext } from '../context';
import { Consumes } from '../graphql/consumes';
import { DOWNLOAD_URL_DESCRIPTION, downloadUrlOf, LINK_LIFETIME } from './download-url';
import { loadMedia } from './load-media';
import { Media } from './media';
import { originOf } from './media-origin';

/** The query for media, and links to their bytes. */
@Resolver(() => Media)
export class MediaResolver {
  @Authorized('accounts:read')
  @Consumes()
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
    const number = optionalMetaId('phoneNumberId', phoneNumberId);
    if (number !== undefined) await context.ownership.assertPhoneNumber(number);
    return loadMedia(context, id, number ?? null, info);
  }

  @FieldResolver(() => String, { description: DOWNLOAD_URL_DESCRIPTION })
  downloadUrl(
    @Root() media: JsonObject,
    @Arg('expiresInSeconds', () => Int, LINK_LIFETIME) expiresInSeconds: number,
    @Ctx() context: GatewayContext,
  ): string {
    const claims = { mediaId: textOf(media.id) ?? '', phoneNumberId: originOf(media) };
    return downloadUrlOf(context, claims, expiresInSeconds);
  }
}
