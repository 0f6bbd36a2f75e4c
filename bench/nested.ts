import { accountIds, NESTED_QUERY } from './support/graph-data';
import { compare, load } from './support/load';
import { startGatewayProcess, startProcess } from './support/processes';
import { report } from './support/report';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

/** The same for all: reads that are under way together are one. Or another for each caller: nothing is shared. */
const questions = {
  'all ask the same': () => JSON.stringify({ query: NESTED_QUERY }),
  'each asks something else': (index: number) =>
    JSON.stringify({ query: NESTED_QUERY, variables: { templates: 20 + (index % 64) } }),
};

/** The nested query against a proxy that makes the one call and passes its bytes on. */
export async function nested(): Promise<void> {
  for (const [latencyMs, concurrency, aim] of [
    [0, 16, 0.4],
    [20, 8, 0.9],
  ] as const) {
    const stub = await startProcess('bench/support/stub.js', { LATENCY_MS: String(latencyMs) });
    const gateway = await startGatewayProcess(stub.url, {
      WHATSAPP_BUSINESS_ACCOUNT_IDS: accountIds.join(','),
    });
    const proxy = await startProcess('bench/support/proxy.js', { GRAPH_API_URL: stub.url });
    for (const [which, body] of Object.entries(questions)) {
      const result = await compare(
        ROUNDS,
        () => load({ url: gateway.url, path: '/graphql', body, concurrency, seconds: SECONDS }),
        () => load({ url: proxy.url, path: '/nested', body, concurrency, seconds: SECONDS }),
      );
      report(
        `Nested query: 5 accounts, 20 phone numbers, 100 templates; upstream ${latencyMs} ms, ${concurrency} callers, ${which}`,
        result,
        aim,
      );
    }
    await Promise.all([gateway.stop(), proxy.stop(), stub.stop()]);
  }
}
