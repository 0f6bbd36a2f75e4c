import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it arrived. */
export interface Arrival {
  at: number;
  number: string;
  to: string;
  text: string;
}

/** A server in Meta's place that accepts every message and notes when it came. */
export class Arrivals {
  readonly seen: Arrival[] = [];

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<Arrivals> {
    const server = createServer((request, response) => {
      const at = performance.now();
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      request.on('end', () => {
        const number = (request.url ?? '').split('/')[2] ?? '';
        response.setHeader('content-type', 'application/json');
        if (!request.url?.includes('/messages')) {
          response.end(JSON.stringify({ id: number, throughput: { level: 'STANDARD' } }));
          return;
        }
        const { to, text } = JSON.parse(body) as { to: string; text: { body: string } };
        arrivals.seen.push({ at, number, to, text: text.body });
        response.end(
          JSON.stringify({ messages: [{ id: `wamid.${arrivals.seen.length}` }], contacts: [{ input: to }] }),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const arrivals = new Arrivals(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return arrivals;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** The most that arrived within any stretch of so many milliseconds. */
export function mostWithin(windowMs: number, times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  let most = 0;
  let first = 0;
  sorted.forEach((at, index) => {
    while (at - (sorted[first] ?? at) >= windowMs) first += 1;
    most = Math.max(most, index - first + 1);
  });
  return most;
}
