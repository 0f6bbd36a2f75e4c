import { accountIds, NESTED_QUERY } from './support/graph-data';
import { compare, load } from './support/load';
import { startGatewayProcess, startProcess } from './support/processes';
import { report } from './support/report';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

/** The nested query against a proxy that makes the one call and passes its bytes on. */
export async function nested(): Promise<void> {
  const body = JSON.stringify({ query: NESTED_QUERY });
  for (const [latencyMs, concurrency, aim] of [
    [0, 16, 0.4],
    [20, 8, 0.9],
  ] as const) {
    const stub = await startProcess('bench/support/stub.js', { LATENCY_MS: String(latencyMs) });
    const gateway = await startGatewayProcess(stub.url, {
      WHATSAPP_BUSINESS_ACCOUNT_IDS: accountIds.join(','),
    });
    const proxy = await startProcess('bench/support/proxy.js', { GRAPH_API_URL: stub.url });
    const result = await compare(
      ROUNDS,
      () => load({ url: gateway.url, path: '/graphql', body: () => body, concurrency, seconds: SECONDS }),
      () => load({ url: proxy.url, path: '/nested', body: () => body, concurrency, seconds: SECONDS }),
    );
    report(
      `Nested query: 5 accounts, 20 phone numbers, 100 templates; upstream ${latencyMs} ms, ${concurrency} callers`,
      result,
      aim,
    );
    await Promise.all([gateway.stop(), proxy.stop(), stub.stop()]);
  }
}
