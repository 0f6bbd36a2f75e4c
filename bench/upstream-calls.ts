import { request } from 'undici';
import { accountIds, NESTED_QUERY } from './support/graph-data';
import { startGatewayProcess, startProcess } from './support/processes';

const REPETITIONS = 20;

/** How many calls one nested query costs at Meta, and how long it takes, against one call per resolver. */
export async function upstreamCalls(): Promise<void> {
  const stub = await startProcess('bench/support/stub.js', { LATENCY_MS: '20' });
  const gateway = await startGatewayProcess(stub.url, {
    WHATSAPP_BUSINESS_ACCOUNT_IDS: accountIds.join(','),
  });
  const resolvers = await startProcess('bench/support/resolver-per-field.js', { GRAPH_API_URL: stub.url });
  const ours = await measure(stub.url, gateway.url);
  const theirs = await measure(stub.url, resolvers.url);
  process.stdout.write(
    [
      'Nested query: 5 accounts, 20 phone numbers, 100 templates; upstream 20 ms, one caller',
      `  gateway            ${ours.calls} upstream calls  ${ours.ms.toFixed(1)} ms`,
      `  call per resolver  ${theirs.calls} upstream calls  ${theirs.ms.toFixed(1)} ms`,
      `  ratio              ${(theirs.calls / ours.calls).toFixed(0)} times fewer calls, ${(theirs.ms / ours.ms).toFixed(1)} times faster`,
      '',
      '',
    ].join('\n'),
  );
  await Promise.all([gateway.stop(), resolvers.stop(), stub.stop()]);
}

async function measure(stubUrl: string, url: string): Promise<{ calls: number; ms: number }> {
  const ask = async () => {
    const answer = await request(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: NESTED_QUERY }),
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 300));
  };
  const callsSoFar = async () => Number(await (await request(`${stubUrl}/calls`)).body.text());
  for (let warm = 0; warm < 5; warm += 1) await ask();
  const before = await callsSoFar();
  const times: number[] = [];
  for (let round = 0; round < REPETITIONS; round += 1) {
    const start = performance.now();
    await ask();
    times.push(performance.now() - start);
  }
  const calls = ((await callsSoFar()) - before) / REPETITIONS;
  times.sort((a, b) => a - b);
  return { calls, ms: times[Math.floor(times.length / 2)] ?? 0 };
}
