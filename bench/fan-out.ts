import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { fanOutLoad } from './support/fan-out-load';
import { compare } from './support/load';
import { startGatewayProcess, startProcess } from './support/processes';
import { RawSockets } from './support/raw-sockets';
import { report } from './support/report';
import { APP_SECRET, signed, statusWebhook } from './support/webhooks';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 2);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

const EVENTS = /* GraphQL */ `
  subscription Events($filter: EventFilterInput) {
    events(filter: $filter) { __typename id cursor field accountId receivedAt payload }
  }
`;

async function post(pool: Pool, path: string, body: string, headers: Record<string, string>): Promise<void> {
  const answer = await pool.request({ method: 'POST', path, headers, body });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}.`);
}

/** What a client says first: ids differ from client to client, as those of real ones do. */
function subscribing(phoneNumberId?: string): (index: number) => string[] {
  const variables = phoneNumberId === undefined ? {} : { filter: { phoneNumberIds: [phoneNumberId] } };
  return (index) => [
    JSON.stringify({ type: 'connection_init' }),
    JSON.stringify({
      id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      type: 'subscribe',
      payload: { query: EVENTS, variables },
    }),
  ];
}

/** One event to many sockets, against a broadcast that writes the same bytes to each of them. */
export async function fanOut(): Promise<void> {
  for (const count of [1_000, 5_000]) {
    await compareAt(count, count, 0.6);
    await compareAt(count, count / 2, 0.5);
  }
}

async function compareAt(count: number, told: number, aim: number): Promise<void> {
  const gateway = await startGatewayProcess('http://127.0.0.1:1', {
    META_APP_SECRET: APP_SECRET,
    WEBHOOK_VERIFY_TOKEN: 'bench',
    NODE_OPTIONS: `--require ${join(__dirname, 'support/collect-garbage.js')}`,
  });
  const broadcast = await startProcess('bench/support/broadcast.js', {});
  const [ours, bare] = [new RawSockets(), new RawSockets()];
  const [ourPool, barePool] = [new Pool(gateway.url), new Pool(broadcast.url)];
  const publish = () => {
    const body = statusWebhook();
    return post(ourPool, '/webhooks/whatsapp', body, signed(body));
  };
  await publish();
  const before = await residentBytes(gateway.pid);
  await ours.open(gateway.url, told, '/graphql', subscribing());
  await ours.open(gateway.url, count - told, '/graphql', subscribing('1'));
  await wait(1_000);
  const perSubscriber = ((await residentBytes(gateway.pid)) - before) / count;

  await fanOutLoad({ sockets: ours, told, seconds: 0.1, publish });
  const message = ours.lastMessage;
  await bare.open(broadcast.url, told, '/graphql', subscribing());
  await bare.open(broadcast.url, count - told, '/quiet', subscribing());
  const result = await compare(
    ROUNDS,
    () => fanOutLoad({ sockets: ours, told, seconds: SECONDS, publish }),
    () =>
      fanOutLoad({
        sockets: bare,
        told,
        seconds: SECONDS,
        publish: () => post(barePool, '/', message, {}),
      }),
  );
  const filtered = told < count ? `, ${count - told} of them filtered out` : '';
  report(`Deliveries of events to ${count} sockets on one operation${filtered}`, result, aim);
  process.stdout.write(
    `  memory per idle subscriber ${(perSubscriber / 1024).toFixed(1)} KiB  (aim: under 30 KiB)\n\n`,
  );
  ours.close();
  bare.close();
  await Promise.all([ourPool.close(), barePool.close()]);
  await Promise.all([gateway.stop(), broadcast.stop()]);
}

/** What a process holds in memory once its garbage is collected. */
async function residentBytes(pid: number): Promise<number> {
  process.kill(pid, 'SIGUSR2');
  await wait(1_000);
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1_024;
}
