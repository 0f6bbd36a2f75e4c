import { type MediaType, SAMPLE_FILES } from '../data/sample-files';
import { SandboxFault } from '../http/sandbox-fault';
import { isObject } from '../json';
import { mediaUrl } from '../model/media-url';
import type { PhoneNumber } from '../model/records';
import { storeMedia } from '../model/store-media';
import type { Value } from '../webhooks/payloads';
import type { Tools } from './emitter';

/** How long Meta keeps what a customer has sent. */
const RECEIVED_DAYS = 7;

/** A file as webhooks tell of it, kept so that it can be fetched. What the caller says of it counts. */
export function mediaOf(
  type: MediaType,
  given: unknown,
  phoneNumber: PhoneNumber,
  { world, random, origin }: Tools,
): Value {
  const content = isObject(given) ? given : {};
  const known = content.id === undefined ? undefined : world.media.get(String(content.id));
  if (content.id !== undefined && known === undefined) {
    throw new SandboxFault(
      'INVALID_FIELD',
      `Field "${type}.id" is not valid: there is no such file. Leave it out to send an example, or upload one first.`,
    );
  }
  const media = known ?? storeMedia(world, random, phoneNumber.id, SAMPLE_FILES[type], RECEIVED_DAYS);
  return {
    mime_type: known === undefined && type === 'audio' ? 'audio/ogg; codecs=opus' : media.mime_type,
    sha256: Buffer.from(media.sha256, 'hex').toString('base64'),
    url: mediaUrl(media.id, origin(), world.app.secret, world.clock),
    ...(type === 'document' && { filename: media.filename ?? 'file' }),
    ...(type === 'audio' && { voice: true }),
    ...(type === 'sticker' && { animated: false }),
    ...content,
    id: media.id,
  };
}
