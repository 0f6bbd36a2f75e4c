import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Clock, unixSeconds } from '../clock';

/** How long Meta keeps a media URL alive. */
const LIFETIME_SECONDS = 300;

/** The path that stands for Meta's lookaside host. */
export const MEDIA_PATH = '/whatsapp_business/attachments/';

function signature(id: string, expires: string, secret: string): string {
  return createHmac('sha256', secret).update(`${id}.${expires}`).digest('base64url');
}

/** A URL for the bytes of a file, good for five minutes. */
export function mediaUrl(id: string, origin: string, secret: string, clock: Clock): string {
  const expires = String(unixSeconds(clock) + LIFETIME_SECONDS);
  const query = new URLSearchParams({ mid: id, ext: expires, hash: signature(id, expires, secret) });
  return `${origin}${MEDIA_PATH}?${query}`;
}

/** The id that a media URL names, if the URL is ours and not too old. */
export function mediaIdOf(query: URLSearchParams, secret: string, clock: Clock): string | undefined {
  const id = query.get('mid') ?? '';
  const expires = query.get('ext') ?? '';
  const given = Buffer.from(query.get('hash') ?? '');
  const right = Buffer.from(signature(id, expires, secret));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return Number(expires) > unixSeconds(clock) ? id : undefined;
}
