/** A file that a customer may send: small, but what it says it is. */
export interface SampleFile {
  readonly mimeType: string;
  readonly filename: string;
  readonly bytes: Buffer;
}

function file(mimeType: string, filename: string, content: string, encoding: BufferEncoding): SampleFile {
  return { mimeType, filename, bytes: Buffer.from(content, encoding) };
}

/** A red pixel. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';

const WEBP = 'UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AA/uaKAAA=';

/** Silence in Opus, a fifth of a second. */
const OGG =
  'T2dnUwACAAAAAAAAAABHT0FXAAAAAOfmpxwBE09wdXNIZWFkAQE4AYC7AAAAAABPZ2dTAAAAAAAAAAAAAEdPQVcBAAAA+sTCHgEX' +
  'T3B1c1RhZ3MHAAAAc2FuZGJveAAAAABPZ2dTAASAJQAAAAAAAEdPQVcCAAAAIjpE0goDAwMDAwMDAwMD+P/++P/++P/++P/++P/+' +
  '+P/++P/++P/++P/++P/+';

/** A film of a second without a track. */
const MP4 =
  'AAAAHGZ0eXBpc29tAAACAGlzb21pc28ybXA0MQAAAHRtb292AAAAbG12aGQAAAAAAAAAAAAAAAAAAAPoAAAD6AABAAABAAAAAAAA' +
  'AAAAAAAAAQAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABAAAACG1k' +
  'YXQ=';

const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

/** By message type. */
export const SAMPLE_FILES = {
  image: file('image/png', 'photo.png', PNG, 'base64'),
  sticker: file('image/webp', 'sticker.webp', WEBP, 'base64'),
  audio: file('audio/ogg', 'voice.ogg', OGG, 'base64'),
  video: file('video/mp4', 'clip.mp4', MP4, 'base64'),
  document: file('application/pdf', 'receipt.pdf', PDF, 'utf8'),
} as const satisfies Readonly<Record<string, SampleFile>>;

export type MediaType = keyof typeof SAMPLE_FILES;

export function isMediaType(type: string): type is MediaType {
  return Object.hasOwn(SAMPLE_FILES, type);
}
