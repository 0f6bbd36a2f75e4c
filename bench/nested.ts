import { accountIds, NESTED_QUERY } from './support/graph-data';
import { compare, load, warmUp } from './support/load';
import { startGatewayProcess, startProcess } from './support/processes';
import { report } from './support/report';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 2);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

interface Situation {
  title: string;
  latencyMs: number;
  concurrency: number;
  aim: number;
  body(index: number): string;
  stub?: Record<string, string>;
}

const same = () => JSON.stringify({ query: NESTED_QUERY });
const other = (index: number) =>
  JSON.stringify({ query: NESTED_QUERY, variables: { templates: 20 + (index % 64) } });

const atOnce = { latencyMs: 0, concurrency: 16, aim: 0.4 };
const afterAWhile = { latencyMs: 20, concurrency: 8, aim: 0.9 };
const situations: Situation[] = [
  { ...atOnce, title: 'all ask the same', body: same },
  { ...atOnce, title: 'each asks something else', body: other },
  {
    ...atOnce,
    title: 'each asks something else, and no answer is as before',
    body: other,
    stub: { NEW_ANSWERS: '1' },
  },
  { ...afterAWhile, title: 'all ask the same', body: same },
  { ...afterAWhile, title: 'each asks something else', body: other },
];

/** The nested query against a proxy that makes the one call and passes its bytes on. */
export async function nested(): Promise<void> {
  for (const { title, latencyMs, concurrency, aim, body, stub: environment } of situations) {
    const stub = await startProcess('bench/support/stub.js', {
      LATENCY_MS: String(latencyMs),
      ...environment,
    });
    const gateway = await startGatewayProcess(stub.url, {
      WHATSAPP_BUSINESS_ACCOUNT_IDS: accountIds.join(','),
    });
    const proxy = await startProcess('bench/support/proxy.js', { GRAPH_API_URL: stub.url });
    const through = () => load({ url: gateway.url, path: '/graphql', body, concurrency, seconds: SECONDS });
    const bare = () => load({ url: proxy.url, path: '/nested', body, concurrency, seconds: SECONDS });
    await warmUp(through, bare);
    const result = await compare(ROUNDS, through, bare);
    report(
      `Nested query: 5 accounts, 20 phone numbers, 100 templates; upstream ${latencyMs} ms, ${concurrency} callers, ${title}`,
      result,
      aim,
    );
    await Promise.all([gateway.stop(), proxy.stop(), stub.stop()]);
  }
}
