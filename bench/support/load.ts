import { Pool } from 'undici';

export interface LoadOptions {
  url: string;
  path: string;
  body: (index: number) => string;
  headers?: (body: string) => Record<string, string>;
  concurrency: number;
  seconds: number;
}

export interface LoadResult {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

/** Closed-loop load: so many callers, each asking again as soon as it is answered. Wrong answers end the benchmark. */
export async function load({
  url,
  path,
  body,
  headers = () => ({ 'content-type': 'application/json' }),
  concurrency,
  seconds,
}: LoadOptions): Promise<LoadResult> {
  const pool = new Pool(url, { connections: concurrency });
  const latencies: number[] = [];
  let index = 0;
  const until = performance.now() + seconds * 1000;
  const caller = async () => {
    while (performance.now() < until) {
      const start = performance.now();
      index += 1;
      const text = body(index);
      const answer = await pool.request({ method: 'POST', path, headers: headers(text), body: text });
      const answered = await answer.body.text();
      if (answer.statusCode !== 200 || answered.includes('"errors"'))
        throw new Error(`${url}${path} answered ${answer.statusCode}: ${answered.slice(0, 300)}`);
      latencies.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: concurrency }, caller));
  const elapsed = (performance.now() - start) / 1000;
  await pool.close();
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { perSecond: latencies.length / elapsed, p50Ms: at(0.5), p99Ms: at(0.99) };
}

/** The median of several pairs, and its ratio. */
export interface Comparison {
  ours: LoadResult;
  baseline: LoadResult;
  ratio: number;
}

/** How long each side runs before it is measured. */
const WARM_UP_MS = Number(process.env.BENCH_WARM_UP_SECONDS ?? 10) * 1_000;

/**
 * Runs two loads in turn until both sides are as fast as they get: V8 compiles what is called often, which takes
 * ten seconds where much is, and a server runs for days.
 */
export async function warmUp(ours: () => Promise<unknown>, baseline: () => Promise<unknown>): Promise<void> {
  const until = performance.now() + 2 * WARM_UP_MS;
  while (performance.now() < until) {
    await baseline();
    await ours();
  }
}

/** Runs two loads in turn, several times, so that a machine that slows down slows both. The medians count. */
export async function compare(
  rounds: number,
  ours: () => Promise<LoadResult>,
  baseline: () => Promise<LoadResult>,
): Promise<Comparison> {
  const pairs: Omit<Comparison, 'ratio'>[] = [];
  await ours();
  await baseline();
  for (let round = 0; round < rounds; round += 1)
    pairs.push({ baseline: await baseline(), ours: await ours() });
  const ratioOf = (pair: (typeof pairs)[number]) => pair.ours.perSecond / pair.baseline.perSecond;
  pairs.sort((a, b) => ratioOf(a) - ratioOf(b));
  const middle = pairs[Math.floor(pairs.length / 2)];
  if (!middle) throw new Error('A comparison needs a round.');
  return { ...middle, ratio: ratioOf(middle) };
}

/** The greatest rate of each side over several comparisons, with whatever callers it was reached. */
export function greatest(comparisons: readonly Comparison[]): Comparison {
  const fastest = (results: LoadResult[]) =>
    results.reduce((most, result) => (result.perSecond > most.perSecond ? result : most));
  const ours = fastest(comparisons.map((comparison) => comparison.ours));
  const baseline = fastest(comparisons.map((comparison) => comparison.baseline));
  return { ours, baseline, ratio: ours.perSecond / baseline.perSecond };
}
