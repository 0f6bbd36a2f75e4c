import { SEND_MUTATION } from './support/graph-data';
import { compare, load } from './support/load';
import { startGatewayProcess, startProcess } from './support/processes';
import { report } from './support/report';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

const recipient = (index: number) => `+1631555${String(index % 10_000).padStart(4, '0')}`;

/** `sendMessage` against a proxy that passes the same message on. */
export async function send(): Promise<void> {
  for (const [latencyMs, concurrency, aim] of [
    [0, 32, 0.5],
    [20, 8, 0.9],
  ] as const) {
    const stub = await startProcess('bench/support/stub.js', { LATENCY_MS: String(latencyMs) });
    const gateway = await startGatewayProcess(stub.url);
    const proxy = await startProcess('bench/support/proxy.js', { GRAPH_API_URL: stub.url });
    const mutation = (index: number) =>
      JSON.stringify({ query: SEND_MUTATION, variables: { to: recipient(index) } });
    const message = (index: number) =>
      JSON.stringify({
        messaging_product: 'whatsapp',
        to: recipient(index),
        type: 'text',
        text: { body: 'Your order has shipped.' },
      });
    const result = await compare(
      ROUNDS,
      () => load({ url: gateway.url, path: '/graphql', body: mutation, concurrency, seconds: SECONDS }),
      () => load({ url: proxy.url, path: '/send', body: message, concurrency, seconds: SECONDS }),
    );
    report(`sendMessage; upstream ${latencyMs} ms, ${concurrency} callers`, result, aim);
    await Promise.all([gateway.stop(), proxy.stop(), stub.stop()]);
  }
}
