const SECOND_MS = 1_000;
const SECONDS = 10;
/** In less time nothing can be told of a rate. */
const LEAST_MS = 100;

/** How often something happens, over the last ten seconds, or since it began. */
export class Rate {
  readonly #counts = new Array<number>(SECONDS).fill(0);
  readonly #beganAt: number;
  #newest: number;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.#beganAt = now();
    this.#newest = secondOf(this.#beganAt);
  }

  count(): void {
    this.#turn();
    const place = this.#newest % SECONDS;
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
  }

  perMinute(): number {
    this.#turn();
    const since = Math.max(this.#beganAt, (this.#newest - SECONDS + 1) * SECOND_MS);
    const seconds = Math.max(LEAST_MS, this.now() - since) / SECOND_MS;
    return (this.#counts.reduce((sum, count) => sum + count, 0) / seconds) * 60;
  }

  /** Forgets what is too old. */
  #turn(): void {
    const now = secondOf(this.now());
    for (; this.#newest < now; this.#newest += 1) this.#counts[(this.#newest + 1) % SECONDS] = 0;
  }
}

function secondOf(ms: number): number {
  return Math.floor(ms / SECOND_MS);
}
