import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** Milliseconds that this thread has waited for a processor although it had something to do, as Linux counts it. */
function waitedForProcessorMs(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

/** Tells between which times what is being read now has arrived. */
export class Stamp {
  /** When the first arrival of this turn of the event loop was read; they all had arrived by then. */
  private turn: { readAt: number; slackMs: number } | undefined;
  private busyMs = 0;
  private waitedMs = waitedForProcessorMs();

  now(): { earliest: number; latest: number } {
    const latest = performance.now();
    const { readAt, slackMs } = this.turn ?? this.begin(latest);
    return { earliest: readAt - slackMs, latest };
  }

  /** It may have come while the turn before was busy, or while the process waited for a processor. */
  private begin(readAt: number): { readAt: number; slackMs: number } {
    const waitedMs = waitedForProcessorMs();
    const turn = { readAt, slackMs: waitedMs - this.waitedMs + this.busyMs };
    this.waitedMs = waitedMs;
    this.turn = turn;
    setImmediate(() => {
      this.busyMs = performance.now() - readAt;
      this.turn = undefined;
    });
    return turn;
  }
}
