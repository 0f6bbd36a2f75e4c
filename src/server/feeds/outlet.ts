import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { nextFrame } from './text-frame';

/** How many bytes may wait for one socket before its readers leave the live feeds. */
const MAX_WAITING_BYTES = 256 * 1024;

/**
 * The way out to one socket. Events go as whole frames straight to the connection below the WebSocket, so it has to be one
 * without compression; everything else goes through the WebSocket itself. Both end in the same stream, frame by frame.
 */
export class Outlet {
  constructor(
    private readonly socket: WebSocket,
    private readonly connection: Duplex,
  ) {}

  /** Whether more waits to be sent than allowed. */
  get isFull(): boolean {
    return this.connection.writableLength > MAX_WAITING_BYTES;
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN && this.connection.writable;
  }

  /** Sends a `next` message. */
  next(prefix: Buffer, payload: Buffer): void {
    if (this.isOpen) this.connection.write(nextFrame(prefix, payload));
  }

  /** Ends an operation with an error, and the socket with it. */
  refuse(operationId: string, error: object, code: number, reason: string): void {
    if (!this.isOpen) return;
    this.socket.send(JSON.stringify({ id: operationId, type: 'error', payload: [error] }));
    this.socket.close(code, reason);
  }

  /** Resolves when all that waited was sent, or when nothing will be any more. */
  drained(): Promise<void> {
    const { connection } = this;
    if (!connection.writableNeedDrain || connection.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        connection.off('drain', done);
        connection.off('close', done);
        resolve();
      };
      connection.once('drain', done);
      connection.once('close', done);
    });
  }
}
