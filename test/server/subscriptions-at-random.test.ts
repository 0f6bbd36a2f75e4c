import fc from 'fast-check';
import { encodeEventCursor } from '../../src/events/cursor';
import type { EventLog, StoredEvent } from '../../src/events/types';
import { newEvent } from '../events/support/new-event';
import { logs } from '../events/support/open-log';
import { openEventServer } from './support/event-server';
import { Reader } from './support/reader';

const openLog = logs();
const TYPES = ['sent', 'delivered', 'read'];

const actions = fc.array(fc.constantFrom('read', 'stall', 'drop', 'again', 'second'), {
  minLength: 4,
  maxLength: 8,
});
const wanted = fc.record({
  types: fc.option(fc.subarray(TYPES, { minLength: 1 }), { nil: undefined }),
  fromStart: fc.boolean(),
  actions,
});
type Wanted = typeof wanted extends fc.Arbitrary<infer Value> ? Value : never;

/** A client that stalls, drops its connection and comes back as it is told, always after the last cursor it saw. */
class Wanderer {
  readonly seen: string[] = [];
  /** Everything after this place has to come. */
  start = 0;
  #reader: Reader | undefined;
  #taken = 0;
  #id = 0;
  #beside = 0;
  #cursor: string | undefined;

  constructor(
    private readonly url: string,
    private readonly log: EventLog,
    readonly wanted: Wanted,
  ) {}

  async begin(): Promise<void> {
    this.#cursor = this.wanted.fromStart ? encodeEventCursor(0) : undefined;
    await this.#connect();
    this.start = this.wanted.fromStart ? 0 : this.log.known;
  }

  async act(action: string, turn: () => Promise<unknown>): Promise<void> {
    if (action === 'stall') {
      this.#reader?.socket.pause();
      await turn();
      this.#reader?.socket.resume();
    } else if (action === 'drop') {
      this.take();
      this.#reader?.socket.terminate();
      // What was on its way is lost to the client.
      await turn();
      if (this.#cursor === undefined) this.#cursor = encodeEventCursor(this.start);
      await this.#connect();
    } else if (action === 'again') {
      this.take();
      this.#reader?.complete(`${this.#id}`);
      if (this.#cursor === undefined) this.#cursor = encodeEventCursor(this.start);
      this.#subscribe();
    } else if (action === 'second') {
      this.#beside += 1;
      this.#reader?.subscribe(`beside-${this.#beside}`, {});
    }
    await turn();
  }

  /** Takes what was told to the operation of now. */
  take(): void {
    const told = this.#reader?.told(`${this.#id}`).slice(this.#taken) ?? [];
    this.#taken += told.length;
    for (const { payload } of told) {
      const event = payload?.data?.events;
      if (!event) throw new Error(`Not an event: ${JSON.stringify(payload)}`);
      this.seen.push(event.key);
      this.#cursor = event.cursor;
    }
  }

  async finish(last: string | undefined): Promise<void> {
    await this.#reader?.until(() => {
      this.take();
      return this.seen.at(-1) === last;
    });
    // What came twice would have come by now.
    await this.#reader?.settled();
    this.take();
    this.#reader?.socket.close();
  }

  async #connect(): Promise<void> {
    this.#reader = await Reader.connect(this.url);
    this.#subscribe();
    await this.#reader.settled();
  }

  #subscribe(): void {
    this.#id += 1;
    this.#taken = 0;
    const { types } = this.wanted;
    this.#reader?.subscribe(`${this.#id}`, {
      ...(types && { types }),
      ...(this.#cursor !== undefined && { after: this.#cursor }),
    });
  }
}

/** Often at once; now and then so slow that others come and go meanwhile. */
let executed = 0;
async function execute(): Promise<void> {
  executed += 1;
  if (executed % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function wholeLog(log: EventLog): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (;;) {
    const page = await log.read(all.at(-1)?.seq ?? 0, 500);
    if (page.length === 0) return all;
    all.push(...page);
  }
}

it('tell everybody each matching event once, in order, whatever they do meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(wanted, { minLength: 2, maxLength: 6 }),
      fc.record({ maxEvents: fc.integer({ min: 1, max: 60 }), pageSize: fc.integer({ min: 1, max: 20 }) }),
      async (all, options) => {
        const { log, database } = await openLog();
        const server = await openEventServer({ log, database }, { ...options, execute });
        await log.append([newEvent('first')]);
        const wanderers = all.map((one) => new Wanderer(server.url, log, one));
        let isOver = false;
        const appending = (async () => {
          for (let index = 0; index < 80 || !isOver; index += 1) {
            const text = 'x'.repeat(index % 3 === 0 ? 60_000 : 10);
            await log.append(
              TYPES.slice(0, 1 + (index % 3)).map((type) =>
                newEvent(`${index}-${type}`, { type, payload: { text } }),
              ),
            );
            await new Promise((resolve) => setTimeout(resolve, 4));
          }
        })();
        const turn = () => new Promise((resolve) => setTimeout(resolve, 15));
        await Promise.all(
          wanderers.map(async (wanderer) => {
            await wanderer.begin();
            for (const action of wanderer.wanted.actions) await wanderer.act(action, turn);
          }),
        ).finally(() => {
          isOver = true;
        });
        await appending;
        const stored = await wholeLog(log);
        for (const wanderer of wanderers) {
          const { types } = wanderer.wanted;
          const matching = stored.filter(({ type }) => !types || types.includes(type ?? ''));
          const due = matching.filter(({ seq }) => seq > wanderer.start).map(({ dedupeKey }) => dedupeKey);
          await wanderer.finish(due.at(-1));
          // One that began with what is live may have been told of some events before it heard that it had begun.
          const early = wanderer.seen.length - due.length;
          const expected = matching.slice(matching.length - due.length - early);
          expect(wanderer.seen).toEqual(expected.map(({ dedupeKey }) => dedupeKey));
          if (wanderer.wanted.fromStart) expect(early).toBe(0);
        }
        await server.close();
      },
    ),
    // Shrinking would take longer than reading what a failure says.
    { numRuns: 8, endOnFailure: true },
  );
}, 60_000);
