import { createHash } from 'node:crypto';
import type { Random } from '../random';
import type { Media } from './records';
import type { World } from './world';

const DAY_MS = 86_400_000;

/** Keeps a file for some days. */
export function storeMedia(
  world: World,
  random: Random,
  phoneNumberId: string,
  { mimeType, bytes, filename }: { mimeType: string; bytes: Buffer; filename?: string },
  days: number,
): Media {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return world.media.add({
    id: random.digits(16, 'media', phoneNumberId, sha256, world.media.added),
    phoneNumberId,
    mime_type: mimeType,
    sha256,
    bytes,
    ...(filename !== undefined && { filename }),
    expiresAt: world.clock.now() + days * DAY_MS,
  });
}
