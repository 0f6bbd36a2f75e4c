import type { ArgOptions } from 'type-graphql';
import type { GatewayContext } from '../context';
import { DEFAULT_LINK_SECONDS, type MediaLinkClaims, MOST_LINK_SECONDS } from './media-links';

/** What the schema says about the argument of every `downloadUrl`. */
export const LINK_LIFETIME: ArgOptions = {
  defaultValue: DEFAULT_LINK_SECONDS,
  description: `How long the link is to be good, in seconds: from 1 to ${MOST_LINK_SECONDS} (a day). It may expire up to a tenth earlier, so that the same link can be given again and stays in the browser's cache.`,
};

/** What the schema says about every `downloadUrl`. */
export const DOWNLOAD_URL_DESCRIPTION =
  'Where this gateway serves the bytes, as a path on it: `/media/{id}?expires=…&signature=…`. It opens without an API ' +
  'key until it expires, so an `<img>` can show it; whoever has it can, too. Range requests are understood.';

/** A link to a file that the caller may see. @throws ForbiddenError, InvalidInputError */
export function downloadUrlOf(
  { mediaLinks, ownership }: GatewayContext,
  claims: MediaLinkClaims,
  expiresInSeconds: number,
): string {
  // A link to a number's file was checked where the number was.
  if (claims.phoneNumberId === undefined) {
    ownership.assertUnconfined(`Media ${claims.mediaId}, of which no phone number is known,`);
  }
  return mediaLinks.create(claims, expiresInSeconds);
}
