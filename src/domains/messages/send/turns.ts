/** How long a message without an answer holds up those behind it, unless these have more patience. */
export const MOST_MS = 5_000;
/** Messages that may wait for their turns at a time, over all keys. */
const MOST_WAITING = 20_000;

/**
 * Keeps the order of messages to one person. Each message leaves on a connection of its own, and could overtake one
 * whose connection is still being opened. So a message leaves only when the one before it has been answered.
 */
export class Turns {
  readonly #last = new Map<string, Turn>();
  readonly #waits = { now: 0 };

  constructor(private readonly mostWaiting = MOST_WAITING) {}

  /** A turn behind all turns of the same key that are not over. It has to be ended in any case. */
  enter(key: string): Turn {
    const turn: Turn = new Turn(this.#last.get(key), this.#waits, () => {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    });
    this.#last.set(key, turn);
    return turn;
  }

  /** Whether as many wait as may. */
  get isFull(): boolean {
    return this.#waits.now >= this.mostWaiting;
  }

  /** For how many keys there is somebody. */
  get size(): number {
    return this.#last.size;
  }
}

/** A place behind another. */
export class Turn {
  #isOver = false;
  /** This turn and all before it are over. */
  #hasPassed = false;
  /** Told when this turn and all before it are over. There is one successor at most. */
  #onOver: (() => void) | undefined;

  constructor(
    private before: Turn | undefined,
    private readonly waits: { now: number },
    private readonly onLast: () => void,
  ) {}

  /** Whether nobody is before it any more. */
  get hasCome(): boolean {
    return this.#predecessor() === undefined;
  }

  /** Resolves when no turn is before it any more, when that takes too long, or when the caller goes away. */
  async comes(mostMs = MOST_MS, signal?: AbortSignal): Promise<void> {
    const before = this.#predecessor();
    if (before === undefined || signal?.aborted) return;
    this.waits.now += 1;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, mostMs);
      signal?.addEventListener('abort', done);
      before.#onOver = () => {
        this.before = undefined;
        done();
      };
    });
    this.waits.now -= 1;
  }

  /** Lets the next one go, once those before are over as well. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const before = this.#predecessor();
    if (before === undefined) this.#pass();
    else before.#onOver = () => this.#pass();
  }

  /** Who is waited for; not who was over before anybody waited, for they tell nobody any more. */
  #predecessor(): Turn | undefined {
    const { before } = this;
    if (before === undefined || !before.#hasPassed) return before;
    this.before = undefined;
    return undefined;
  }

  #pass(): void {
    this.before = undefined;
    this.#hasPassed = true;
    this.onLast();
    this.#onOver?.();
  }
}
