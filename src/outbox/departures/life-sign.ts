import { connect, createServer, type Server } from 'node:net';

/** What the address of a Unix socket may have. */
const MOST_BYTES = 100;

/**
 * A socket that shows that its process is there. The system takes it away with the process, however that ends, and never
 * before: also one that stands still has it. It says so across containers that share a folder, where ids of processes say
 * nothing.
 */
export class LifeSign {
  private constructor(private readonly server: Server) {}

  /** Undefined where that cannot be. */
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

/** Whether the process has ended that showed a sign there; false where that is not known. */
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
