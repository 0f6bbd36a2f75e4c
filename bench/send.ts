import { SEND_MUTATION } from './support/graph-data';
import { type Comparison, compare, greatest, load, warmUp } from './support/load';
import { startGatewayProcess, startProcess } from './support/processes';
import { report } from './support/report';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 2);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

/** How many ask at once; more of them keep a server busy that does more. */
const CALLERS = [32, 64, 128];

const recipient = (index: number) => `+1631555${String(index % 10_000).padStart(4, '0')}`;

const mutation = (index: number) =>
  JSON.stringify({ query: SEND_MUTATION, variables: { to: recipient(index) } });

const message = (index: number) =>
  JSON.stringify({
    messaging_product: 'whatsapp',
    to: recipient(index),
    type: 'text',
    text: { body: 'Your order has shipped.' },
  });

/** `sendMessage` against a proxy that passes the same message on: as fast as the upstream answers, and as Meta may. */
export async function send(): Promise<void> {
  for (const { latencyMs, callers, aim } of [
    { latencyMs: 0, callers: CALLERS, aim: 0.5 },
    { latencyMs: 20, callers: [8], aim: 0.9 },
  ]) {
    const stub = await startProcess('bench/support/stub.js', { LATENCY_MS: String(latencyMs) });
    const gateway = await startGatewayProcess(stub.url);
    const proxy = await startProcess('bench/support/proxy.js', { GRAPH_API_URL: stub.url });
    const through = (concurrency: number) => () =>
      load({ url: gateway.url, path: '/graphql', body: mutation, concurrency, seconds: SECONDS });
    const bare = (concurrency: number) => () =>
      load({ url: proxy.url, path: '/send', body: message, concurrency, seconds: SECONDS });
    const [first = 1] = callers;
    await warmUp(through(first), bare(first));
    const runs: Comparison[] = [];
    for (const concurrency of callers) {
      const run = await compare(ROUNDS, through(concurrency), bare(concurrency));
      report(`sendMessage; upstream ${latencyMs} ms, ${concurrency} callers`, run, aim);
      runs.push(run);
    }
    if (runs.length > 1) report('The greatest rate of each', greatest(runs));
    await Promise.all([gateway.stop(), proxy.stop(), stub.stop()]);
  }
}

/** Limits that are kept as ever, and never reached. */
const WIDE_LIMITS = {
  throughput: { standardPerSecond: 100_000 },
  pair: { burst: 1_000_000, intervalSeconds: 0.001 },
};

/** What it costs to keep Meta's limits: `sendMessage` through the limiter against the same gateway without. */
export async function sendThroughLimits(): Promise<void> {
  const { REDIS_URL } = process.env;
  const stores = [{ title: 'in memory', aim: 0.9, environment: {} }];
  if (REDIS_URL !== undefined) stores.push({ title: 'in Redis', aim: 0.6, environment: { REDIS_URL } });
  for (const { title, aim, environment } of stores) {
    const stub = await startProcess('bench/support/stub.js', {});
    const limited = await startGatewayProcess(stub.url, {
      ...environment,
      LIMITS: JSON.stringify(WIDE_LIMITS),
    });
    const unlimited = await startGatewayProcess(stub.url, environment);
    const through = (url: string, concurrency: number) => () =>
      load({ url, path: '/graphql', body: mutation, concurrency, seconds: SECONDS });
    await warmUp(through(limited.url, 32), through(unlimited.url, 32));
    const runs: Comparison[] = [];
    for (const concurrency of CALLERS) {
      const run = await compare(
        ROUNDS,
        through(limited.url, concurrency),
        through(unlimited.url, concurrency),
      );
      report(
        `sendMessage through the limits, counted ${title}, ${concurrency} callers; the baseline with LIMITS=off`,
        run,
        aim,
      );
      runs.push(run);
    }
    report('The greatest rate of each', greatest(runs));
    await Promise.all([limited.stop(), unlimited.stop(), stub.stop()]);
  }
}
