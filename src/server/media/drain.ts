import type { IncomingMessage } from 'node:http';

/** How much of a refused body is read, and forgotten, so that its sender hears why it was refused. */
const DRAINED_BYTES = 128 * 1024 * 1024;

/**
 * Reads what is left of a request that is answered already. Closing the connection under a sender that is still writing
 * would lose the answer on the way.
 */
export function drain(request: IncomingMessage): void {
  if (request.readableEnded || request.destroyed) return;
  let left = DRAINED_BYTES;
  request.unpipe();
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
  request.resume();
}
