import { invalidParameter } from '../graph-error';
import { isObject, parseJson } from '../json';
import type { Parameters } from '../model/kind';
import type { GraphRequest } from './graph-request';

/** A file part of a multipart body. */
export class UploadedFile {
  constructor(
    readonly filename: string,
    readonly mimeType: string,
    readonly bytes: Buffer,
  ) {}
}

/** In a form, objects and arrays come as JSON text. */
function fromForm(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

async function multipart(body: Buffer, contentType: string): Promise<Record<string, unknown>> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw invalidParameter('The multipart body could not be read.');
    });
  const entries: [string, unknown][] = [];
  for (const [name, entry] of form.entries()) {
    const value =
      typeof entry === 'string'
        ? fromForm(entry)
        : new UploadedFile(
            entry.name,
            entry.type.split(';')[0] ?? '',
            Buffer.from(await entry.arrayBuffer()),
          );
    entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

function json(body: Buffer): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = parseJson(body.toString());
  } catch {
    throw invalidParameter('The body is not valid JSON.');
  }
  if (!isObject(parsed)) throw invalidParameter('The body must be a JSON object.');
  return parsed;
}

/** The parameters of a call: from the query and from a body in any of the forms Graph takes. */
export async function parametersOf(request: GraphRequest): Promise<Parameters> {
  const query = Object.fromEntries(request.query);
  const { body, contentType = '' } = request;
  if (body === undefined || body.length === 0) return query;
  if (contentType.startsWith('multipart/form-data'))
    return { ...query, ...(await multipart(body, contentType)) };
  if (contentType.startsWith('application/json') || /^\s*\{/.test(body.toString('utf8', 0, 20))) {
    return { ...query, ...json(body) };
  }
  const form = [...new URLSearchParams(body.toString())].map(([name, text]) => [name, fromForm(text)]);
  return { ...query, ...Object.fromEntries(form) };
}
