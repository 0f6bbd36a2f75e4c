import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';

export interface OpenLoop {
  url: string;
  path: string;
  perSecond: number;
  seconds: number;
  /** The request that is due next. */
  next(): { body: string; headers: Record<string, string> };
}

export interface OpenLoopResult {
  served: number;
  asked: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
}

const CONNECTIONS = 64;

/**
 * Requests at a fixed rate, however long the answers take. Times count from the moment a request was due, so that a
 * server that stalls is charged for all who would have come meanwhile.
 */
export async function openLoop({ url, path, perSecond, seconds, next }: OpenLoop): Promise<OpenLoopResult> {
  const pool = new Pool(url, { connections: CONNECTIONS });
  const asked = perSecond * seconds;
  const latencies: number[] = [];
  const requests: Promise<void>[] = [];
  const start = performance.now();
  const ask = async (due: number) => {
    const { body, headers } = next();
    const answer = await pool.request({ method: 'POST', path, headers, body });
    await answer.body.dump();
    if (answer.statusCode === 200) latencies.push(performance.now() - due);
  };
  while (requests.length < asked) {
    const due = () => start + (requests.length * 1_000) / perSecond;
    while (requests.length < asked && due() <= performance.now()) requests.push(ask(due()));
    await wait(1);
  }
  await Promise.all(requests);
  await pool.close();
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor((latencies.length - 1) * share)] ?? Number.NaN;
  return { served: latencies.length, asked, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}
