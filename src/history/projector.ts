import { readLeft } from '../events/read-left';
import type { EventFilter, EventLog, StoredEvent } from '../events/types';
import type { Database } from '../store/database';
import { StoreError } from '../store/errors';
import { type Heads, isBefore, placeProjection, positionIn } from './position';
import { A_STEP, ProjectionSteps } from './projection-steps';
import type { SentMessages } from './sent-messages';

/** As many events are applied within moments. */
const SOON_EVENTS = 5_000;
const RETRY_MS = 1_000;
/** How long what comes is gathered, so that a burst of events is one step rather than many. */
const GATHER_MS = { ever: 100, underLoad: 500 };
/** With as many events in one go, what comes is gathered for longer. */
const LOAD_EVENTS = 400;
/** As many events are not gathered any longer: more are not applied together, and memory does not hold many more. */
const ENOUGH_EVENTS = A_STEP.events;

/** Sees that what the log and the sent messages say comes into the history's tables, soon, and before who asks is answered. */
export class Projector {
  #stepping: Promise<void> | undefined;
  #isFollowing = false;
  #isBehind = false;
  /** How far this process knows the projection to be. */
  #applied = 0;
  #isUnderLoad = false;
  #isClosed = false;
  #retry: NodeJS.Timeout | undefined;
  #pause: NodeJS.Timeout | undefined;
  readonly #stopListening: () => void;

  private constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly sent: SentMessages,
    private readonly steps: ProjectionSteps,
    private readonly onError: (error: unknown) => void,
  ) {
    const stops = [
      log.onAppend(() => this.wake()),
      // What was sent by another process is to be taken in here as well.
      database.follow('sent_messages', () => this.wake()),
    ];
    this.#stopListening = () => {
      for (const stop of stops) stop();
    };
  }

  static async open(
    database: Database,
    log: EventLog,
    sent: SentMessages,
    onError: (error: unknown, event?: StoredEvent) => void,
  ): Promise<Projector> {
    await placeProjection(database);
    const steps = new ProjectionSteps({ database, log, sent, onError });
    const projector = new Projector(database, log, sent, steps, onError);
    projector.wake();
    return projector;
  }

  /**
   * Says that there is more to read. It is read in a moment, with what else comes until then: nobody waits for it, since
   * whoever reads the history catches up first.
   */
  wake(): void {
    this.#isBehind = true;
    if (this.#isClosed || this.#retry !== undefined) return;
    if (this.#pause && this.log.known - this.#applied >= ENOUGH_EVENTS) void this.#follow();
    if (this.#isFollowing) return;
    this.#isFollowing = true;
    // At times that differ, so that of several processes one takes the step and the others find it taken.
    const gather = this.#isUnderLoad ? GATHER_MS.underLoad : GATHER_MS.ever;
    this.#pause = setTimeout(() => void this.#follow(), gather * (1 + Math.random()));
    this.#pause.unref();
  }

  async #follow(): Promise<void> {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#isBehind = false;
    const before = this.#applied;
    await this.catchUp().catch((error: unknown) => {
      if (!this.#isClosed) this.#tryLater(error);
    });
    this.#isUnderLoad = this.#applied - before >= LOAD_EVENTS;
    this.#isFollowing = false;
    // Woken while it read: what came then may be after the head it was to reach.
    if (this.#isBehind) this.wake();
  }

  /** Resolves once everything that the log and the sent messages hold now is applied. */
  async catchUp(): Promise<void> {
    const heads = await this.#heads();
    for (;;) {
      // Any process may have taken the next step, or begun anew: where it stands is asked each time.
      const position = await positionIn(this.database);
      this.#applied = position.logSeq;
      if (!isBefore(position, heads)) return;
      if (this.#isClosed) throw new StoreError('CLOSED', 'The message history is closed.');
      this.#stepping ??= this.steps.take(position, heads).finally(() => {
        this.#stepping = undefined;
      });
      await this.#stepping;
    }
  }

  /**
   * Catches up for somebody who can't wait long: not when the history is far behind, as after an upgrade. With a filter,
   * only when something that it lets through is not yet applied: asking is one read by an index.
   */
  async catchUpSoon(filter?: EventFilter): Promise<'NOTHING_NEW' | 'CAUGHT_UP' | 'FAR_BEHIND'> {
    const [{ logSeq }, head] = await Promise.all([positionIn(this.database), this.log.head()]);
    if (logSeq >= head) return 'NOTHING_NEW';
    if (head - logSeq > SOON_EVENTS) return 'FAR_BEHIND';
    if (filter && (await readLeft(this.log, logSeq, 1, filter, () => undefined)).length === 0)
      return 'NOTHING_NEW';
    await this.catchUp();
    return 'CAUGHT_UP';
  }

  /** Whether all that this process has heard of is applied: tells nothing of what other processes appended just now. */
  get isUpToWhatIsKnown(): boolean {
    return this.log.known <= this.#applied;
  }

  async #heads(): Promise<Heads> {
    const [logSeq, sentSeq] = await Promise.all([this.log.head(), this.sent.head()]);
    return { logSeq, sentSeq };
  }

  /** Makes the projection anew from its sources. */
  async rebuild(): Promise<void> {
    while (this.#stepping) await this.#stepping.catch(() => undefined);
    this.#stepping = this.steps.startAgain().finally(() => {
      this.#stepping = undefined;
    });
    await this.#stepping;
    await this.catchUp();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#pause);
    this.#stopListening();
    await this.#stepping?.catch(() => undefined);
  }

  /** Without another wake-up, what is behind would wait for the next event. */
  #tryLater(error: unknown): void {
    this.onError(error);
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.wake();
    }, RETRY_MS);
    this.#retry.unref();
  }
}
