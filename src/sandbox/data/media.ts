import { createHash } from 'node:crypto';
import type { Media } from '../model/records';

/** A red pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
);

const TEXT = Buffer.from('Order A17\n1 x trail jacket\n1 x lantern\n');

function file(id: string, mime_type: string, filename: string, bytes: Buffer): Media {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { id, phoneNumberId: '106540352242922', mime_type, sha256, bytes, filename };
}

/** Files that are there from the start, so that a download can be tried without an upload. */
export const MEDIA: readonly Media[] = [
  file('1013859600285441', 'image/png', 'pixel.png', PNG),
  file('2762702990552401', 'text/plain', 'order.txt', TEXT),
];
