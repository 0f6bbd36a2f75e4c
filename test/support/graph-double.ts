import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JsonObject, objectOf, parseJson } from '../../src/common/json';

/** A request as the double saw it. */
export interface SeenRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: JsonObject;
}

export interface DoubleAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** Text and bytes are sent as they are, anything else as JSON. */
  body: unknown;
}

/** What a double answers; nothing where it dealt with the response itself. */
export type Handler = (
  request: SeenRequest,
  response: ServerResponse,
) => DoubleAnswer | Promise<DoubleAnswer> | undefined;

/** An HTTP server in the Graph API's place that answers as a test tells it, and remembers what it was asked. */
export class GraphDouble {
  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly url: string,
    readonly requests: SeenRequest[],
  ) {}

  static async start(handler: Handler): Promise<GraphDouble> {
    const requests: SeenRequest[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const url = new URL(request.url ?? '/', 'http://double');
      const text = Buffer.concat(chunks).toString();
      const seen: SeenRequest = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: text ? objectOf(parseJson(text)) : {},
      };
      requests.push(seen);
      const answer = await handler(seen, response);
      if (!answer) return;
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
      const { body } = answer;
      response.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new GraphDouble(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Meta's error envelope. */
export function metaError(code: number, message: string, more: JsonObject = {}, status = 400): DoubleAnswer {
  return { status, body: { error: { message, type: 'OAuthException', code, fbtrace_id: 'Atest', ...more } } };
}
