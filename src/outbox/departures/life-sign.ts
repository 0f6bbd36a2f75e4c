import { connect, createServer, type Server } from 'node:net';

/** The greatest length of the address of a Unix socket. */
const MOST_BYTES = 100;

/**
 * A socket that shows that its process is alive. The system closes it when the process ends, however that happens,
 * and not before: a process that hangs still has it. It also works between containers that share a folder, where
 * process ids mean nothing.
 */
export class LifeSign {
  private constructor(private readonly server: Server) {}

  /** Undefined where the socket cannot be opened. */
  static async show(path: string): Promise<LifeSign | undefined> {
    if (Buffer.byteLength(path) > MOST_BYTES) return undefined;
    const server = createServer((socket) => socket.destroy());
    const isShown = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(path, () => resolve(true));
    });
    server.on('error', () => undefined);
    server.unref();
    return isShown ? new LifeSign(server) : undefined;
  }

  end(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

/** Whether the process that opened a socket at this path has ended; false where that is not known. */
export function isGone(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', (error) => resolve('code' in error && error.code === 'ECONNREFUSED'));
  });
}
