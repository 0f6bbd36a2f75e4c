import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { GraphTransportError } from './errors';

const DECODERS: ReadonlyMap<string, typeof gunzipSync> = new Map([
  ['br', brotliDecompressSync],
  ['deflate', inflateSync],
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
]);

/**
 * A body as it was before it was compressed for the way. Calls ask that it is not (`accept-encoding: identity`), but not
 * every proxy heeds that.
 *
 * @throws GraphTransportError for what cannot be read
 */
export function decompressed(body: Buffer, coding: string, mostBytes: number): Buffer {
  const name = coding.trim().toLowerCase();
  if (name === 'identity' || name === '') return body;
  const decode = DECODERS.get(name);
  try {
    if (decode) return decode(body, { maxOutputLength: mostBytes });
  } catch {
    // Falls through to the one error below.
  }
  throw new GraphTransportError(
    'BAD_ANSWER',
    `The Graph API's answer is compressed (${name}) in a way that cannot be read; it was asked for as it is.`,
    true,
  );
}
