import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { essenceOf, extensionOf } from '../../domains/media/media-types';
import { RestFailure } from '../rest-failure';

/** A file on its way in: read only as fast as it is passed on. */
export interface IncomingFile {
  mimeType: string;
  filename: string;
  /** How long it is, where that was said before. */
  length: number | undefined;
  bytes: AsyncIterable<Buffer>;
}

/** What {@link https://github.com/fastify/fastify-multipart} is told. */
export const MULTIPART_OPTIONS = {
  // One more than is taken, so that a second one is refused and not overlooked.
  limits: { fileSize: Number.MAX_SAFE_INTEGER, files: 2, fields: 10, fieldSize: 1_000, parts: 12 },
  throwFileSizeLimit: false,
  // A part named `file` is one, even when its sender left out the name of the file.
  isPartAFile: (field: string | undefined, _type: string | undefined, filename: string | undefined) =>
    field === 'file' || filename !== undefined,
};

const UNTYPED = 'application/octet-stream';

/** The file that a request brings: the one part `file` of a form, or its bare body. @throws RestFailure 400 */
export async function incomingFileOf(request: FastifyRequest): Promise<IncomingFile> {
  return request.isMultipart() ? fileOfForm(request) : fileOfBody(request);
}

/** The bytes of a body, and how many there are, where that was said before. */
export function bodyOf({ raw, headers }: FastifyRequest): Pick<IncomingFile, 'bytes' | 'length'> {
  const length = headers['content-length'];
  return { bytes: chunksOf(raw), length: length === undefined ? undefined : Number(length) };
}

function fileOfBody(request: FastifyRequest): IncomingFile {
  const mimeType = request.headers['content-type'] ?? UNTYPED;
  const disposition = request.headers['content-disposition'] ?? '';
  const filename =
    /filename="([^"]+)"/.exec(disposition)?.[1] ?? /filename=([^\s;"]+)/.exec(disposition)?.[1];
  return { mimeType, filename: filename ?? `file.${extensionOf(mimeType)}`, ...bodyOf(request) };
}

async function fileOfForm(request: FastifyRequest): Promise<IncomingFile> {
  const parts = request.parts();
  let typeField: string | undefined;
  for (;;) {
    const { value: part, done } = await next(parts);
    if (done) throw refusal('The form has no part `file`.');
    if (part.type === 'field') {
      // As in Meta's own form; a part says its type itself, though not every client lets it.
      if (part.fieldname === 'type' && typeof part.value === 'string') typeField = part.value;
      continue;
    }
    if (part.fieldname !== 'file') throw refusal('The form has a file in a part that is not called `file`.');
    const mimeType = essenceOf(part.mimetype) === UNTYPED && typeField ? typeField : part.mimetype;
    return {
      mimeType,
      filename: part.filename || `file.${extensionOf(mimeType)}`,
      length: undefined,
      bytes: onlyFile(part.file, parts),
    };
  }
}

type Parts = ReturnType<FastifyRequest['parts']>;

async function next(parts: Parts) {
  try {
    return await parts.next();
  } catch {
    throw refusal('The form could not be read.');
  }
}

/** The bytes of a form's file, if the rest of the form is in order too. */
async function* onlyFile(file: Readable, parts: Parts): AsyncGenerator<Buffer> {
  try {
    yield* chunksOf(file);
  } catch {
    throw refusal('The form broke off within the file.');
  }
  for (;;) {
    const { value: part, done } = await next(parts);
    if (done) return;
    if (part.type === 'file') throw refusal('The form has more than one file. Send one at a time.');
  }
}

/** A stream's parts. Leaving off does not destroy it: the answer still has to go out on the same connection. */
function chunksOf(stream: Readable): AsyncIterable<Buffer> {
  return stream.iterator({ destroyOnReturn: false });
}

function refusal(message: string): RestFailure {
  return new RestFailure(400, 'BAD_FORM', message);
}
