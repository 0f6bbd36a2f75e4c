import type { IncomingMessage } from 'node:http';

/** How much of a body that is too large is read and dropped, so that its sender gets the answer. */
const DRAINED_BYTES = 64 * 1024 * 1024;

/** A body that was not kept: how much of it was read. */
export interface TooLarge {
  size: number;
}

/**
 * The bytes of a body, unless there are too many. If the answer came before all bytes are read, the connection would
 * break while the sender is still writing, and the sender would never learn why.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | TooLarge> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (size <= Math.max(DRAINED_BYTES, maxBytes)) return;
      request.destroy();
      resolve({ size });
    });
    request.once('end', () => {
      const [only, ...others] = chunks;
      if (size > maxBytes) resolve({ size });
      else resolve(only && others.length === 0 ? only : Buffer.concat(chunks, size));
    });
    request.on('error', reject);
  });
}
