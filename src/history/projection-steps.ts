import { setImmediate as nextTurn } from 'node:timers/promises';
import { readLeft } from '../events/read-left';
import type { EventLog, StoredEvent } from '../events/types';
import type { Database } from '../store/database';
import { isRefusal } from '../store/errors';
import type { WriteStatement } from '../store/statements';
import { openBooks } from './batch-reads';
import { batchParts, type KnownWish } from './batch-writes';
import { type MarketingWish, wishesBehind, wishesIn } from './marketing-wishes';
import { movesIn } from './moves';
import { type Heads, type Position, positionIn, storeStep } from './position';
import type { SentMessages } from './sent-messages';
import { inOrderOfTime, type Told } from './told';

/** The tables of the projection. */
const TABLES = [
  'messages',
  'message_statuses',
  'conversations',
  'contacts',
  'contact_mentions',
  'former_ids',
  'marketing_wishes',
] as const;
/** Only where none is deleted, which another process may have begun to do meanwhile. */
const FORGET: WriteStatement[] = [
  {
    sql: "UPDATE event_log_floor SET trimmed_to = 0 WHERE name = 'events' AND trimmed_to = 0",
    rows: [[]],
    mustChange: true,
  },
  ...TABLES.map((table) => ({ sql: `DELETE FROM ${table}`, rows: [[]] })),
];
/** A large number, since several events about one message (sent, delivered, read) become one row within a step. */
export const A_STEP = { events: 2_000, sent: 500 };
/** Events that are read, and applied, in one turn of the event loop. */
const A_PAGE = 200;

export interface ProjectionStepsOptions {
  database: Database;
  log: EventLog;
  sent: SentMessages;
  /** Told of what could not be applied and is left out. */
  onError: (error: unknown, event?: StoredEvent) => void;
}

interface Reading {
  told: readonly Told[];
  next: Heads;
  /** The error which says that events were deleted before they were read, if so. */
  lost: unknown;
}

/** Carries the log and the sent messages into the history's tables, step by step. */
export class ProjectionSteps {
  constructor(private readonly options: ProjectionStepsOptions) {}

  /**
   * Does the step that follows a position, unless another process has done it.
   *
   * @param heads the ends of both sources, taken before reading: an empty page proves that there is nothing up to
   * them, not beyond
   */
  async take(from: Position, heads: Heads, most = A_STEP): Promise<void> {
    const { database, onError } = this.options;
    const { told, next, lost } = await this.#read(from, heads, most);
    try {
      const isStored = await storeStep(database, from, next, await this.#partsOf(told));
      // If another process did the step, it had read the events before they were deleted.
      if (isStored && lost !== undefined) onError(lost);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (told.length > 1) {
        await this.take(await positionIn(database), heads, halfOf(told));
        return;
      }
      // It is left out of the history, but stays in the log or among the sent messages.
      onError(error, told[0]?.event);
      await storeStep(database, await positionIn(database), next, [[]]);
    }
  }

  /** Reads what comes after a position, and says which position comes next. */
  async #read(from: Position, heads: Heads, most: typeof A_STEP): Promise<Reading> {
    let lost: unknown;
    const noteLost = (error: unknown) => {
      lost = error;
    };
    const [events, sent] = await Promise.all([
      this.#eventsAfter(from.logSeq, most.events, noteLost),
      most.sent > 0 ? this.options.sent.read(from.sentSeq, most.sent) : [],
    ]);
    const told = inOrderOfTime({
      events,
      sent,
      hasMore: {
        events: (events.at(-1)?.seq ?? 0) < heads.logSeq,
        sent: (sent.at(-1)?.seq ?? 0) < heads.sentSeq,
      },
    });
    const isNoneLeft = {
      events: most.events > 0 && events.length === 0,
      sent: most.sent > 0 && sent.length === 0,
    };
    const lastEvent = told.findLast(({ event }) => event)?.event;
    const lastSend = told.findLast(({ send }) => send)?.send;
    const next = {
      logSeq: lastEvent?.seq ?? (isNoneLeft.events ? Math.max(from.logSeq, heads.logSeq) : from.logSeq),
      sentSeq: lastSend?.seq ?? (isNoneLeft.sent ? Math.max(from.sentSeq, heads.sentSeq) : from.sentSeq),
    };
    return { told, next, lost };
  }

  /** Page by page, so that other work can be done in between. */
  async #eventsAfter(logSeq: number, most: number, onLost: (error: unknown) => void): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    while (events.length < most) {
      const after = events.at(-1)?.seq ?? logSeq;
      const limit = Math.min(A_PAGE, most - events.length);
      const page = await readLeft(this.options.log, after, limit, undefined, onLost);
      events.push(...page);
      if (page.length < A_PAGE) break;
      await nextTurn();
    }
    return events;
  }

  async #partsOf(told: readonly Told[]): Promise<WriteStatement[][]> {
    const books = await openBooks(
      this.options.database,
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
        books.calls.apply(event);
        for (const { before, after, at } of movesIn(event)) {
          books.contacts.move(before, after, at, event.accountId);
        }
        wishesIn(event).forEach(note);
      } catch (error) {
        // One event that can't be applied must not hold up all that follow; it stays in the log.
        this.options.onError(error, event);
      }
    }
    return batchParts(books, wishes);
  }

  /**
   * Puts the projection at the beginning, empty. Once old events were deleted, what was made of them could not be had again:
   * then nothing is forgotten, and all that is left is applied over what is there.
   */
  async startAgain(): Promise<void> {
    const { database, log } = this.options;
    for (;;) {
      const { trimmedTo } = await log.oldest();
      const position = await positionIn(database);
      if (await storeStep(database, position, { logSeq: 0, sentSeq: 0 }, [trimmedTo === 0 ? FORGET : []]))
        return;
    }
  }
}

/** A smaller step: one of these items cannot be stored, and is found by halving. */
function halfOf(told: readonly Told[]): typeof A_STEP {
  const events = told.filter(({ event }) => event).length;
  const half = { events: Math.floor(events / 2), sent: Math.floor((told.length - events) / 2) };
  const isOneOfEach = half.events + half.sent === 0;
  return isOneOfEach ? { events: 1, sent: 0 } : half;
}
