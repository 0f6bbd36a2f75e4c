import { randomBytes } from 'node:crypto';

/** A form on its way to Meta. */
export interface OutgoingForm {
  headers: Record<string, string>;
  bytes: AsyncIterable<Uint8Array>;
}

/** A file that goes into a form. */
export interface FormFile {
  mimeType: string;
  filename: string;
  length: number | undefined;
  bytes: AsyncIterable<Uint8Array>;
}

/** `multipart/form-data` around a file that is passed on as it comes. Its length is told where the file's is known. */
export function formDataOf(fields: Readonly<Record<string, string>>, file: FormFile): OutgoingForm {
  const boundary = `gateway-${randomBytes(16).toString('hex')}`;
  const before = Buffer.from(
    [
      ...Object.entries(fields).map(
        ([name, value]) =>
          `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      ),
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${escaped(file.filename)}"\r\n`,
      `Content-Type: ${file.mimeType}\r\n\r\n`,
    ].join(''),
  );
  const after = Buffer.from(`\r\n--${boundary}--\r\n`);
  async function* parts() {
    yield before;
    yield* file.bytes;
    yield after;
  }
  return {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...(file.length !== undefined && {
        'content-length': String(before.length + file.length + after.length),
      }),
    },
    bytes: parts(),
  };
}

/** As browsers write it. */
function escaped(filename: string): string {
  return filename.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
