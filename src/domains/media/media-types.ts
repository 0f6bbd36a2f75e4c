const KIB = 1024;
const MIB = 1024 * KIB;

/** What Meta makes of a file. */
export type MediaKind = 'audio' | 'document' | 'image' | 'sticker' | 'video';

/** Bytes that Meta takes at most. A sticker that does not move may have fewer. */
const MOST_BYTES: Readonly<Record<MediaKind, number>> = {
  audio: 16 * MIB,
  document: 100 * MIB,
  image: 5 * MIB,
  sticker: 500 * KIB,
  video: 16 * MIB,
};
const MOST_STATIC_STICKER_BYTES = 100 * KIB;

/** The largest file of any kind. */
export const MOST_MEDIA_BYTES = Math.max(...Object.values(MOST_BYTES));

const OOXML = 'application/vnd.openxmlformats-officedocument';

/** Every type of file that Meta takes, the kind it is of, and what its name ends in. */
const TYPES: ReadonlyMap<string, readonly [kind: MediaKind, extension: string]> = new Map([
  ['audio/aac', ['audio', 'aac']],
  ['audio/amr', ['audio', 'amr']],
  ['audio/mpeg', ['audio', 'mp3']],
  ['audio/mp4', ['audio', 'm4a']],
  ['audio/ogg', ['audio', 'ogg']],
  ['text/plain', ['document', 'txt']],
  ['application/pdf', ['document', 'pdf']],
  ['application/msword', ['document', 'doc']],
  ['application/vnd.ms-excel', ['document', 'xls']],
  ['application/vnd.ms-powerpoint', ['document', 'ppt']],
  [`${OOXML}.wordprocessingml.document`, ['document', 'docx']],
  [`${OOXML}.spreadsheetml.sheet`, ['document', 'xlsx']],
  [`${OOXML}.presentationml.presentation`, ['document', 'pptx']],
  ['image/jpeg', ['image', 'jpg']],
  ['image/png', ['image', 'png']],
  ['image/webp', ['sticker', 'webp']],
  ['video/mp4', ['video', 'mp4']],
  ['video/3gpp', ['video', '3gp']],
]);

/** The types of file that Meta takes. */
export const MEDIA_TYPES: readonly string[] = [...TYPES.keys()];

/** `audio/ogg; codecs=opus` without its parameters, in lower case. */
export function essenceOf(mimeType: string): string {
  return (mimeType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** What Meta makes of a file of this type; undefined when it does not take one. */
export function mediaKindOf(mimeType: string): MediaKind | undefined {
  return TYPES.get(essenceOf(mimeType))?.[0];
}

/** What the name of a file of this type ends in. */
export function extensionOf(mimeType: string): string {
  return TYPES.get(essenceOf(mimeType))?.[1] ?? 'bin';
}

/** How much of a file {@link limitOf} has to see. */
export const HEAD_BYTES = 21;
const VP8X_ANIMATION_FLAG = 0x02;

/** A limit of Meta's on the size of a file. */
export interface MediaLimit {
  /** `static sticker` */
  name: string;
  bytes: number;
}

/** How large a file of this kind may be. */
export function limitOf(kind: MediaKind, head?: Buffer): MediaLimit {
  if (kind !== 'sticker' || !head || isAnimated(head)) return { name: kind, bytes: MOST_BYTES[kind] };
  return { name: 'sticker that does not move', bytes: MOST_STATIC_STICKER_BYTES };
}

/** Whether a WebP file moves, which its extended header says. */
function isAnimated(head: Buffer): boolean {
  return head.toString('latin1', 12, 16) === 'VP8X' && ((head[20] ?? 0) & VP8X_ANIMATION_FLAG) !== 0;
}
