import { createHash } from 'node:crypto';
import { invalidParameter, unknownObject } from '../graph-error';
import type { Parameters } from '../model/kind';
import { numberOf, textOf } from '../read/arguments';
import type { GraphRequest } from './graph-request';

const TYPES = ['application/pdf', 'image/jpeg', 'image/jpg', 'image/png', 'video/mp4'];

interface Session {
  readonly id: string;
  readonly length: number;
  readonly type: string;
  bytes: Buffer;
}

/** Resumable uploads, which give handles for template headers and profile pictures. */
export class Uploads {
  private readonly sessions = new Map<string, Session>();

  /** `POST /{app-id}/uploads`. The session's id carries a signature in a query of its own. */
  create(parameters: Parameters): { id: string } {
    const length = numberOf(parameters, 'file_length');
    const type = textOf(parameters, 'file_type') ?? '';
    if (length === undefined || length < 1) throw invalidParameter('The parameter file_length is required.');
    if (!TYPES.includes(type)) throw invalidParameter(`Param file_type must be one of {${TYPES.join(', ')}}`);
    const key = Buffer.from(`${this.sessions.size + 1}:${type}:${length}`).toString('base64url');
    const id = `upload:${key}`;
    this.sessions.set(id, { id: `${id}?sig=AR${key.slice(0, 8)}`, length, type, bytes: Buffer.alloc(0) });
    return { id: this.sessions.get(id)?.id ?? id };
  }

  /** `GET` tells how far a session came, `POST` goes on with it; at the end comes the handle. */
  handle(name: string, request: GraphRequest): unknown {
    const session = this.sessions.get(name);
    if (session === undefined) throw unknownObject(name, request.method);
    if (request.method !== 'POST') return { id: session.id, file_offset: session.bytes.length };
    const offset = Number(request.fileOffset ?? '0');
    if (offset !== session.bytes.length) {
      throw invalidParameter(`The offset must be ${session.bytes.length}, not ${offset}.`);
    }
    session.bytes = Buffer.concat([session.bytes, request.body ?? Buffer.alloc(0)]);
    if (session.bytes.length < session.length) return { id: session.id, file_offset: session.bytes.length };
    const digest = createHash('sha256').update(session.bytes).digest('base64url');
    return {
      h: `4::${Buffer.from(session.type).toString('base64url')}:ARZ${digest}:e:1767225600:${digest.slice(0, 16)}`,
    };
  }
}
