import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import type { JsonObject } from '../../common/json';
import { isMetaId } from '../../common/meta-id';
import { planOf } from '../../planner/load-node';
import type { GatewayContext } from '../context';
import { DOWNLOAD_URL_DESCRIPTION, downloadUrlOf, LINK_LIFETIME } from '../media/download-url';
import { loadMedia } from '../media/load-media';
import { Media } from '../media/media';
import { noteOrigin } from '../media/media-origin';
import { MediaReference } from './media-reference';

/** What leads from a message's file to Meta's node of it, and to its bytes. */
@Resolver(() => MediaReference)
export class MediaReferenceResolver {
  @FieldResolver(() => Media, {
    nullable: true,
    description:
      'The file as Meta has it now, with its size. Null for one that was sent by URL, and for an id that no file can ' +
      'have. Error: NOT_FOUND when Meta no longer keeps it.',
  })
  async media(
    @Root() { id, phoneNumberId }: MediaReference,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<JsonObject | null> {
    if (id === null || !isMetaId(id)) return null;
    // Its id alone, and links to it, are known without asking.
    if (planOf(info).size === 0) return noteOrigin({ id }, phoneNumberId);
    return loadMedia(context, id, phoneNumberId, info);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: `${DOWNLOAD_URL_DESCRIPTION} Null for a file that was sent by URL, and for an id that no file can have.`,
  })
  downloadUrl(
    @Root() { id, phoneNumberId, filename }: MediaReference,
    @Arg('expiresInSeconds', () => Int, LINK_LIFETIME) expiresInSeconds: number,
    @Ctx() context: GatewayContext,
  ): string | null {
    if (id === null || !isMetaId(id)) return null;
    const claims = {
      mediaId: id,
      phoneNumberId: phoneNumberId ?? undefined,
      filename: filename ?? undefined,
    };
    return downloadUrlOf(context, claims, expiresInSeconds);
  }
}
