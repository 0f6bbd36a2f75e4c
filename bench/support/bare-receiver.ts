import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { APP_SECRET } from './webhooks';

/**
 * The least that a receiver can be which answers 200 only after a webhook is stored: it checks the signature and commits
 * the raw bodies that came meanwhile together, in a thread of its own.
 */

let waiting: { body: Buffer; stored: () => void }[] = [];
let committing: typeof waiting = [];
const store = new Worker(join(__dirname, 'bare-store.js'), { workerData: process.env.DATABASE_FILE });

function commit(): void {
  if (committing.length > 0 || waiting.length === 0) return;
  [committing, waiting] = [waiting, []];
  store.postMessage(committing.map(({ body }) => body.toString()));
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const expected = Buffer.from(`sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}`);
  const given = Buffer.from(String(request.headers['x-hub-signature-256']));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    response.writeHead(401).end();
    return;
  }
  await new Promise<void>((resolve) => {
    waiting.push({ body, stored: resolve });
    commit();
  });
  response.writeHead(200, { 'content-length': 0 }).end();
});
server.keepAliveTimeout = 60_000;
store.on('message', () => {
  const done = committing;
  committing = [];
  for (const { stored } of done) stored();
  commit();
});
store.once('online', () =>
  server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('listening\n')),
);
process.once('SIGTERM', () => process.exit());
