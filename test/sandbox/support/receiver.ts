import { createServer, type IncomingHttpHeaders } from 'node:http';

export interface ReceivedWebhook {
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
}

/** A server that webhooks are posted to, and that can be waited on. */
export interface Receiver {
  readonly url: string;
  readonly webhooks: readonly ReceivedWebhook[];
  /** Resolves with the webhooks so far as soon as they satisfy the condition. */
  until(condition: (webhooks: readonly ReceivedWebhook[]) => boolean): Promise<readonly ReceivedWebhook[]>;
  /** Answers the next webhooks with these statuses, then 200 again. */
  answerWith(...statuses: number[]): void;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const webhooks: ReceivedWebhook[] = [];
  const statuses: number[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const bytes = Buffer.concat(chunks);
      webhooks.push({ headers: request.headers, bytes, text: bytes.toString() });
      response.statusCode = statuses.shift() ?? 200;
      response.end();
      for (const check of [...waiting]) check();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The receiver has no port');
  return {
    url: `http://127.0.0.1:${address.port}/webhooks`,
    webhooks,
    until: (condition) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!condition(webhooks)) return;
          waiting.delete(check);
          resolve(webhooks);
        };
        waiting.add(check);
        check();
      }),
    answerWith: (...next) => {
      statuses.push(...next);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
