import {
  HEAD_BYTES,
  limitOf,
  MEDIA_TYPES,
  type MediaKind,
  type MediaLimit,
  mediaKindOf,
} from '../../domains/media/media-types';
import { RestFailure } from '../rest-failure';
import type { IncomingFile } from './incoming-file';

/**
 * What Meta makes of an incoming file.
 *
 * @throws RestFailure 415 when Meta takes none of its type, 413 when it is known to be too large
 */
export function acceptedKindOf({ mimeType, length }: IncomingFile): MediaKind {
  const kind = mediaKindOf(mimeType);
  if (kind === undefined) {
    throw new RestFailure(
      415,
      'MEDIA_TYPE_NOT_SUPPORTED',
      `Meta does not take files of this type. It takes ${MEDIA_TYPES.join(', ')}.`,
    );
  }
  assertLength(length, limitOf(kind));
  return kind;
}

/** @throws RestFailure 413 when a length that is known before exceeds a limit */
export function assertLength(length: number | undefined, limit: MediaLimit): void {
  if (length !== undefined && length > limit.bytes) throw tooLarge(limit);
}

/**
 * Passes bytes on until there are too many.
 *
 * @param limitFor the limit for a file that begins like this
 * @throws RestFailure 413, or 400 when there is not one byte
 */
export async function* withinLimit(
  bytes: AsyncIterable<Buffer>,
  limitFor: (head: Buffer) => MediaLimit,
): AsyncGenerator<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  let size = 0;
  for await (const chunk of bytes) {
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
    size += chunk.length;
    const limit = limitFor(head);
    if (size > limit.bytes) throw tooLarge(limit);
    yield chunk;
  }
  if (size === 0) throw new RestFailure(400, 'EMPTY_FILE', 'The file is empty.');
}

function tooLarge({ name, bytes }: MediaLimit): RestFailure {
  return new RestFailure(
    413,
    'MEDIA_TOO_LARGE',
    `The file is too large: Meta takes at most ${bytes} bytes of a file of the kind "${name}".`,
  );
}
