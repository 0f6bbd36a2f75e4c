import { essenceOf, extensionOf } from '../../domains/media/media-types';
import type { FileFacts } from './file-lookup';
import type { Opening } from './media-access';

/** Types that a browser shows without running anything in them. */
const SHOWN = /^(image\/(?!svg)[\w.+-]+|audio\/[\w.+-]+|video\/[\w.+-]+|text\/plain)$/;
const MIME_TYPE = /^[\w.+-]+\/[\w.+-]+(\s*;\s*[\w.+-]+=("[\w .,+-]*"|[\w.+-]+))*$/;
/** What must not be in a file's name: separators, controls, marks that turn the direction of writing, half characters. */
const UNSAFE_IN_NAME = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const MOST_NAME_CHARS = 200;

/**
 * The headers that a file goes out with. A customer chose its bytes, so it must not run as a page of this origin,
 * whatever it says it is.
 */
export function headersOf(file: FileFacts, opening: Opening): Record<string, string> {
  const type = file.mimeType !== undefined && MIME_TYPE.test(file.mimeType) ? file.mimeType : undefined;
  return {
    'content-type': type ?? 'application/octet-stream',
    'content-disposition': dispositionOf(type ?? '', opening),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': opening.byLink ? 'cross-origin' : 'same-origin',
    'cache-control': `private, max-age=${opening.keptSeconds}`,
    vary: opening.byLink ? 'origin' : 'authorization, origin',
    ...(file.etag !== undefined && { etag: file.etag }),
  };
}

function dispositionOf(mimeType: string, { mediaId, filename }: Opening): string {
  const way = SHOWN.test(essenceOf(mimeType)) ? 'inline' : 'attachment';
  const name = safeName(filename) ?? `${mediaId}.${extensionOf(mimeType)}`;
  const ascii = name.replaceAll(/[^\x20-\x7e]|[%;]/g, '_');
  if (ascii === name) return `${way}; filename="${name}"`;
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${way}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function safeName(filename: string | undefined): string | undefined {
  const safe = filename?.replaceAll(UNSAFE_IN_NAME, '_').replace(/^[.\s]+/, '') ?? '';
  return [...safe].slice(0, MOST_NAME_CHARS).join('').trim() || undefined;
}
