import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it began: its body is the handler's to read. */
export interface BegunRequest {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
}

type ByteHandler = (begun: BegunRequest, request: IncomingMessage, response: ServerResponse) => unknown;

/** An HTTP server in Meta's place for bodies that are not JSON, or not whole. */
export class ByteDouble {
  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly url: string,
    readonly requests: BegunRequest[],
  ) {}

  static async start(handler: ByteHandler): Promise<ByteDouble> {
    const requests: BegunRequest[] = [];
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://double');
      const begun = { method: request.method ?? '', url, headers: request.headers };
      requests.push(begun);
      handler(begun, request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ByteDouble(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests);
  }

  /** Those of one path. */
  at(path: string): BegunRequest[] {
    return this.requests.filter(({ url }) => url.pathname === path);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** A promise, and what settles it. */
export function signal(): { reached: Promise<void>; reach: () => void } {
  let reach = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  return { reached, reach };
}
