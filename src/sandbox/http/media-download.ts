import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock';
import { MEDIA_PATH, mediaIdOf } from '../model/media-url';
import type { World } from '../model/world';
import { tokenFault } from './authorize';
import { queryOf } from './server';

/** First and last byte of a `Range` header; undefined for none, null for one that can't be met. */
function rangeOf(
  header: string | undefined,
  length: number,
): { start: number; end: number } | undefined | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  const start = from === '' ? Math.max(0, length - Number(to)) : Number(from);
  const end = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1);
  return start > end || start >= length ? null : { start, end };
}

/** Serves what stands for `lookaside.fbsbx.com`: bytes for a fresh URL and a token. */
export function addMediaDownload(server: FastifyInstance, world: World, clock: Clock): void {
  server.get(MEDIA_PATH, (request, reply) => {
    const [, token] = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined || tokenFault(token, world.app, clock) !== undefined) {
      return reply.code(401).type('text/plain').send('Unauthorized');
    }
    const media = world.media.get(mediaIdOf(queryOf(request), world.app.secret, clock) ?? '');
    if (media === undefined) return reply.code(404).type('text/plain').send('Not found');
    const { bytes } = media;
    reply.headers({
      'accept-ranges': 'bytes',
      'content-type': media.mime_type,
      'content-disposition': `inline;filename=${encodeURIComponent(media.filename ?? media.id)}`,
    });
    const range = rangeOf(request.headers.range, bytes.length);
    if (range === undefined) return reply.send(bytes);
    if (range === null) return reply.code(416).header('content-range', `bytes */${bytes.length}`).send();
    return reply
      .code(206)
      .header('content-range', `bytes ${range.start}-${range.end}/${bytes.length}`)
      .send(bytes.subarray(range.start, range.end + 1));
  });
}
