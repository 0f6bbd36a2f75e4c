import type { LoadResult } from './load';
import type { RawSockets } from './raw-sockets';

/** Events that are on their way at a time: enough for the server never to wait for the next. */
const WINDOW = 4;

export interface FanOutLoad {
  sockets: RawSockets;
  /** How many of the sockets are told of an event. */
  told: number;
  seconds: number;
  publish(): Promise<void>;
}

/** Publishes events as fast as they reach everybody who is told. The rate is that of deliveries. */
export async function fanOutLoad({ sockets, told, seconds, publish }: FanOutLoad): Promise<LoadResult> {
  const begun: number[] = [];
  const latencies: number[] = [];
  const before = sockets.received;
  let published = 0;
  const start = performance.now();
  const until = start + seconds * 1_000;
  const elapsed = await new Promise<number>((resolve, reject) => {
    const stalled = setTimeout(
      () => reject(new Error(`Only ${sockets.received - before} of ${published * told} deliveries came.`)),
      seconds * 1_000 + 20_000,
    );
    const goOn = () => {
      const complete = Math.floor((sockets.received - before) / told);
      while (latencies.length < complete) latencies.push(performance.now() - (begun[latencies.length] ?? 0));
      while (performance.now() < until && published - complete < WINDOW) {
        published += 1;
        begun.push(performance.now());
        publish().catch(reject);
      }
      if (complete < published || performance.now() < until) return;
      clearTimeout(stalled);
      resolve((performance.now() - start) / 1_000);
    };
    sockets.onReceived = goOn;
    goOn();
  });
  sockets.onReceived = () => undefined;
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { perSecond: (published * told) / elapsed, p50Ms: at(0.5), p99Ms: at(0.99) };
}
