import { readCallbackData } from '../common/callback-data';
import { textOf } from '../common/json';
import { readLeft } from '../events/read-left';
import type { EventLog, StoredEvent } from '../events/types';
import type { Database } from '../store/database';

/** A status that names a send: Meta has the message, whatever became of the answer. */
export interface NamedSend {
  correlationId: string;
  messageId: string;
  event: StoredEvent;
}

export interface SettlerOptions {
  database: Database;
  log: EventLog;
  /** Whether there is any send, by any replica, of which nothing is known yet. */
  hasUnsettled(): Promise<boolean>;
  /** Takes the sends that statuses name, in their order, each at least once. When it throws, it is tried again. */
  settle(named: readonly NamedSend[]): Promise<void>;
  onError?: (error: unknown) => void;
}

const NAME = 'settlements';
const EVENTS_A_STEP = 500;
const RETRY_MS = 1_000;
/** How long statuses are gathered, so that a burst of them is one step rather than many. */
const GATHER_MS = 200;

/**
 * Follows the statuses in the log, for those that name a send whose answer may be lost. Its place is kept: what Meta
 * reported while no gateway ran is read by the next one. Replicas may read the same; settling twice is settling once.
 */
export class Settler {
  #reading: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  readonly #stopListening: () => void;

  private constructor(
    private readonly options: SettlerOptions,
    private place: number,
  ) {
    this.#stopListening = options.log.onAppend(() => this.#wake(GATHER_MS));
    this.#wake(0);
  }

  static async open(options: SettlerOptions): Promise<Settler> {
    const { database, log } = options;
    // At the first start nothing has been sent yet, so no earlier event can name a send.
    const head = await log.head();
    await database.write([
      {
        sql: 'INSERT INTO projections (name, log_seq, sent_seq, version) VALUES (?, ?, 0, 0) ON CONFLICT DO NOTHING',
        rows: [[NAME, head]],
      },
    ]);
    const [row] = await database.read('SELECT log_seq FROM projections WHERE name = ?', [NAME]);
    return new Settler(options, Number(row?.[0] ?? head));
  }

  /** Reads again from an earlier place, because a send was found to be in doubt only now. */
  async rewind(place: number): Promise<void> {
    this.#reading = this.#reading.then(() => {
      this.place = Math.min(this.place, place);
    });
    await this.#reading;
    this.#wake(0);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#stopListening();
    await this.#reading;
  }

  #wake(afterMs: number): void {
    if (this.#isClosed || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#reading = this.#reading.then(() => this.#read());
    }, afterMs);
    this.#timer.unref();
  }

  async #read(): Promise<void> {
    try {
      while (!this.#isClosed && (await this.#step()));
    } catch (error) {
      if (this.#isClosed) return;
      this.options.onError?.(error);
      this.#wake(RETRY_MS);
    }
  }

  /** Whether there may be more. */
  async #step(): Promise<boolean> {
    const { log, hasUnsettled, settle } = this.options;
    const head = await log.head();
    if (this.place >= head) return false;
    // A send is noted before it leaves: what no status up to here can settle now, none of them is about.
    if (!(await hasUnsettled())) {
      await this.#keep(head);
      return false;
    }
    const events = await this.#statuses();
    const named = events.flatMap(namedIn);
    if (named.length > 0) await settle(named);
    await this.#keep(events.at(-1)?.seq ?? head);
    return events.length > 0;
  }

  /** What was deleted with age while no gateway ran is past telling. */
  #statuses(): Promise<StoredEvent[]> {
    const { log, onError } = this.options;
    return readLeft(log, this.place, EVENTS_A_STEP, { kinds: ['status'] }, (error) => onError?.(error));
  }

  async #keep(place: number): Promise<void> {
    this.place = place;
    const sql = 'UPDATE projections SET log_seq = ? WHERE name = ? AND log_seq < ?';
    await this.options.database.write([{ sql, rows: [[place, NAME, place]] }], 'crash');
  }
}

function namedIn(event: StoredEvent): NamedSend[] {
  const { messageId, payload } = event;
  const { correlationId } = readCallbackData(textOf(payload.biz_opaque_callback_data));
  return messageId === undefined || correlationId === undefined ? [] : [{ correlationId, messageId, event }];
}
