import { setImmediate as nextTurn } from 'node:timers/promises';
import { readLeft } from '../events/read-left';
import type { EventFilter, EventLog, StoredEvent } from '../events/types';
import type { Database } from '../store/database';
import { isRefusal, StoreError } from '../store/errors';
import type { WriteStatement } from '../store/statements';
import { openBooks } from './batch-reads';
import { batchParts, type KnownWish } from './batch-writes';
import { type MarketingWish, wishesBehind, wishesIn } from './marketing-wishes';
import { movesIn } from './moves';
import { type Heads, isBefore, type Position, placeProjection, positionIn, storeStep } from './position';
import type { SentMessages } from './sent-messages';
import { inOrderOfTime, type Told } from './told';

/** What the projection makes. */
const TABLES = [
  'messages',
  'message_statuses',
  'conversations',
  'contacts',
  'contact_mentions',
  'former_ids',
  'marketing_wishes',
] as const;
/** Many: what several events say of one message, such as that it was sent, delivered and read, is one row of a step. */
const A_STEP = { events: 2_000, sent: 500 };
/** Events that are read, and applied, in one turn of the event loop. */
const A_PAGE = 200;
/** As many events are applied within moments. */
const SOON_EVENTS = 5_000;
const RETRY_MS = 1_000;
/** How long what comes is gathered, so that a burst of events is one step rather than many. */
const GATHER_MS = { ever: 100, underLoad: 500 };
/** With as many events in one go, what comes is gathered for longer. */
const LOAD_EVENTS = 400;

/** Carries what the log and the sent messages say into the history's tables, step by step. */
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
    private readonly onError: (error: unknown, event?: StoredEvent) => void,
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
    const projector = new Projector(database, log, sent, onError);
    projector.wake();
    return projector;
  }

  /**
   * Says that there is more to read. It is read in a moment, with what else comes until then: nobody waits for it, since
   * whoever reads the history catches up first.
   */
  wake(): void {
    this.#isBehind = true;
    if (this.#isFollowing || this.#isClosed || this.#retry !== undefined) return;
    this.#isFollowing = true;
    // At times that differ, so that of several processes one takes the step and the others find it taken.
    const gather = this.#isUnderLoad ? GATHER_MS.underLoad : GATHER_MS.ever;
    this.#pause = setTimeout(() => void this.#follow(), gather * (1 + Math.random()));
    this.#pause.unref();
  }

  async #follow(): Promise<void> {
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
      this.#stepping ??= this.#step(position, heads).finally(() => {
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

  /**
   * Makes the projection anew from its sources. Once old events were deleted, what was made of them could not be had again:
   * then nothing is forgotten, and all that is left is applied over what is there.
   */
  async rebuild(): Promise<void> {
    while (this.#stepping) await this.#stepping.catch(() => undefined);
    const { trimmedTo } = await this.log.oldest();
    this.#stepping = this.#startAgain(trimmedTo > 0 ? [] : TABLES).finally(() => {
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

  /** The heads are from before the reading: an empty page says that there is nothing up to them, not beyond. */
  async #step(from: Position, heads: Heads, most = A_STEP): Promise<void> {
    const { logSeq, sentSeq } = from;
    let lost: unknown;
    const noteLost = (error: unknown) => {
      lost = error;
    };
    const [readEvents, readSent] = await Promise.all([
      this.#eventsAfter(logSeq, most.events, noteLost),
      most.sent > 0 ? this.sent.read(sentSeq, most.sent) : [],
    ]);
    const told = inOrderOfTime({
      events: readEvents,
      sent: readSent,
      hasMore: {
        events: (readEvents.at(-1)?.seq ?? 0) < heads.logSeq,
        sent: (readSent.at(-1)?.seq ?? 0) < heads.sentSeq,
      },
    });
    const events = told.flatMap(({ event }) => event ?? []);
    const sent = told.flatMap(({ send }) => send ?? []);
    const isNoneLeft = {
      events: most.events > 0 && readEvents.length === 0,
      sent: most.sent > 0 && readSent.length === 0,
    };
    const next: Heads = {
      logSeq: events.at(-1)?.seq ?? (isNoneLeft.events ? Math.max(logSeq, heads.logSeq) : logSeq),
      sentSeq: sent.at(-1)?.seq ?? (isNoneLeft.sent ? Math.max(sentSeq, heads.sentSeq) : sentSeq),
    };
    try {
      const isStored = await storeStep(this.database, from, next, await this.#partsOf(told));
      // Where somebody else had taken the step, they had read what was deleted since.
      if (isStored && lost !== undefined) this.onError(lost);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (events.length + sent.length > 1) {
        // One of them holds up all: it is looked for by halves.
        const half = { events: Math.floor(events.length / 2), sent: Math.floor(sent.length / 2) };
        const isOneOfEach = half.events + half.sent === 0;
        const now = await positionIn(this.database);
        await this.#step(now, heads, isOneOfEach ? { events: 1, sent: 0 } : half);
        return;
      }
      // It stays in the log, or among what was sent.
      this.onError(error, events[0]);
      await storeStep(this.database, await positionIn(this.database), next, [[]]);
    }
  }

  /** Page by page, with what else there is to do in between. */
  async #eventsAfter(logSeq: number, most: number, onLost: (error: unknown) => void): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    while (events.length < most) {
      const after = events.at(-1)?.seq ?? logSeq;
      const page = await readLeft(this.log, after, Math.min(A_PAGE, most - events.length), undefined, onLost);
      events.push(...page);
      if (page.length < A_PAGE) break;
      await nextTurn();
    }
    return events;
  }

  async #partsOf(told: readonly Told[]): Promise<WriteStatement[][]> {
    const books = await openBooks(
      this.database,
      told.flatMap(({ event }) => event ?? []),
      told.flatMap(({ send }) => send?.message ?? []),
    );
    const wishes: KnownWish[] = [];
    const note = ({ person, ...wish }: MarketingWish) => {
      const contact = books.contacts.resolve(person, wish.at, wish.accountId);
      if (contact !== undefined) wishes.push({ ...wish, contact });
    };
    for (const [index, { event, send }] of told.entries()) {
      if (index % A_PAGE === A_PAGE - 1) await nextTurn();
      if (send) {
        if (send.refusedWith === undefined) books.messages.sent(send);
        wishesBehind(send).forEach(note);
        continue;
      }
      try {
        books.messages.apply(event);
        for (const { before, after, at } of movesIn(event)) {
          books.contacts.move(before, after, at, event.accountId);
        }
        wishesIn(event).forEach(note);
      } catch (error) {
        // One event that can't be applied must not hold up all that follow; it stays in the log.
        this.onError(error, event);
      }
    }
    return batchParts(books, wishes);
  }

  async #startAgain(emptied: readonly string[]): Promise<void> {
    const writes = emptied.map((table) => ({ sql: `DELETE FROM ${table}`, rows: [[]] }));
    const beginning = { logSeq: 0, sentSeq: 0 };
    while (!(await storeStep(this.database, await positionIn(this.database), beginning, [writes])));
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
