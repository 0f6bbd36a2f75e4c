import { GraphError, invalidParameter } from '../graph-error';
import { UploadedFile } from '../http/parameters';
import type { Write } from './kind';
import type { PhoneNumber } from './records';
import { storeMedia } from './store-media';

const MEGABYTE = 1024 * 1024;

/** How long Meta keeps what a business has uploaded. */
const UPLOADED_DAYS = 30;

/** Bytes that Meta takes at most, by MIME type. */
const LIMITS: ReadonlyMap<string, number> = new Map([
  ...every(['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'], 16 * MEGABYTE),
  ...every(['video/mp4', 'video/3gpp'], 16 * MEGABYTE),
  ...every(['image/jpeg', 'image/png'], 5 * MEGABYTE),
  ...every(['image/webp'], 500 * 1024),
  ...every(
    [
      'text/plain',
      'application/pdf',
      'application/msword',
      'application/vnd.ms-excel',
      'application/vnd.ms-powerpoint',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ],
    100 * MEGABYTE,
  ),
]);

function every(types: readonly string[], limit: number): [type: string, limit: number][] {
  return types.map((type) => [type, limit]);
}

/** `POST /{phone-number-id}/media`, multipart. */
export const uploadMedia: Write<PhoneNumber> = (phoneNumber, parameters, { world, random }) => {
  if (parameters.messaging_product !== 'whatsapp') {
    throw invalidParameter('The parameter messaging_product is required.');
  }
  const { file } = parameters;
  if (!(file instanceof UploadedFile)) throw invalidParameter('The parameter file is required.');
  const limit = LIMITS.get(file.mimeType);
  if (limit === undefined) {
    throw invalidParameter(
      `Param file must be a file with one of the following types: ${[...LIMITS.keys()].join(', ')}. ` +
        `Received file of type '${file.mimeType || 'application/octet-stream'}'.`,
    );
  }
  if (file.bytes.length > limit) {
    throw new GraphError(100, '(#100) Invalid parameter', {
      details: `File size is too big: ${file.bytes.length} bytes, at most ${limit} are allowed.`,
    });
  }
  const { id } = storeMedia(world, random, phoneNumber.id, file, UPLOADED_DAYS);
  return { id };
};
