const SECONDS = 10;

/** How often something happens, over the last seconds. */
export class Rate {
  readonly #counts = new Array<number>(SECONDS).fill(0);
  readonly #begin = this.#second();
  #newest = this.#begin;

  count(): void {
    this.#turn();
    const place = this.#newest % SECONDS;
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
  }

  perMinute(): number {
    this.#turn();
    const seconds = Math.min(SECONDS, this.#newest - this.#begin + 1);
    return (this.#counts.reduce((sum, count) => sum + count, 0) / seconds) * 60;
  }

  /** Forgets what is too old. */
  #turn(): void {
    const now = this.#second();
    for (; this.#newest < now; this.#newest += 1) this.#counts[(this.#newest + 1) % SECONDS] = 0;
  }

  #second(): number {
    return Math.floor(performance.now() / 1000);
  }
}
