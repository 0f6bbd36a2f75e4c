import { type JsonObject, objectOf, textOf } from '../common/json';
import { Remembered } from '../common/remembered';
import type { EventFilter, EventLog, NewEvent } from './types';

type Log = Pick<EventLog, 'append' | 'read' | 'known'>;

/** How far back the log is looked through for a number of which this process has heard nothing. */
const LOOK_BACK = 2_000;
const PAGE = 500;
/** How soon it is looked through again for the same number. */
const AGAIN_AFTER_MS = 60_000;
const MOST_NUMBERS = 20_000;

/** The id of an account's number that is written so, where it is known; answers at once. */
export type NumberWritten = (accountId: string, number: string) => string | undefined;

/**
 * The log, as the receiver appends to it. Some changes name a business phone number only in its written form. They
 * get its id here, if an earlier event of the account had both or it is known otherwise, so that a filter by id finds
 * them. Meta is not asked, since a webhook must wait for nothing but the database.
 */
export function namingNumbers(log: Log, numberWritten?: NumberWritten): Pick<EventLog, 'append'> {
  const numbers = new KnownNumbers(log, numberWritten);
  return {
    append: (events, delivery) => {
      for (const event of events) numbers.learn(event);
      if (!events.some(isNameless)) return log.append(events, delivery);
      const naming = events.map((event) => (isNameless(event) ? numbers.name(event) : event));
      return Promise.all(naming).then((named) => log.append(named, delivery));
    },
  };
}

/** The ids of written numbers, by the account that each belongs to. */
class KnownNumbers {
  readonly #ids = new Map<string, string>();
  /** How each number was written last, so that an event that says nothing new costs one look. */
  readonly #written = new Map<string, { accountId: string; number: string }>();
  readonly #looks = new Remembered<string, Promise<void>>(AGAIN_AFTER_MS, MOST_NUMBERS);

  constructor(
    private readonly log: Log,
    private readonly numberWritten: NumberWritten = () => undefined,
  ) {}

  learn({ accountId, phoneNumberId, context, payload }: NewEvent): void {
    if (phoneNumberId === undefined) return;
    const number = numberIn(objectOf(context.metadata ?? payload.metadata));
    if (number === undefined) return;
    const last = this.#written.get(phoneNumberId);
    if (last?.number === number && last.accountId === accountId) return;
    if (this.#written.size >= MOST_NUMBERS) {
      this.#written.clear();
      this.#ids.clear();
    }
    this.#written.set(phoneNumberId, { accountId, number });
    this.#ids.set(keyOf(accountId, number), phoneNumberId);
  }

  async name(event: NewEvent): Promise<NewEvent> {
    const number = numberIn(event.payload) ?? '';
    const key = keyOf(event.accountId, number);
    const phoneNumberId =
      this.#ids.get(key) ??
      this.numberWritten(event.accountId, number) ??
      (await this.#inLog(event.accountId, key));
    return phoneNumberId === undefined ? event : { ...event, phoneNumberId };
  }

  async #inLog(accountId: string, key: string): Promise<string | undefined> {
    await this.#lookOnce(accountId, key);
    return this.#ids.get(key);
  }

  /** Events that come during a look-up wait for the same one. */
  #lookOnce(accountId: string, key: string): Promise<void> {
    const known = this.#looks.get(key);
    if (known) return known;
    const look = this.#look(accountId);
    this.#looks.set(key, look);
    return look;
  }

  /** This process has just started, or another replica received the event that named the number. */
  async #look(accountId: string): Promise<void> {
    const filter: EventFilter = { accountIds: [accountId], kinds: ['message', 'status'] };
    let place = Math.max(0, this.log.known - LOOK_BACK);
    for (;;) {
      // If the log cannot be read, the event comes without the id.
      const events = await this.log.read(place, PAGE, filter).catch(() => []);
      for (const event of events) this.learn(event);
      const last = events.at(-1);
      if (!last) return;
      place = last.seq;
    }
  }
}

function isNameless({ kind, phoneNumberId, payload }: NewEvent): boolean {
  return kind === 'change' && phoneNumberId === undefined && numberIn(payload) !== undefined;
}

/** As Meta writes it; undefined for what is no number. */
function numberIn({ display_phone_number }: JsonObject): string | undefined {
  const number = textOf(display_phone_number);
  return number !== undefined && /\d/.test(number) ? number : undefined;
}

/** The same number is written in many ways. */
function keyOf(accountId: string, number: string): string {
  return `${accountId} ${number.replaceAll(/\D/g, '')}`;
}
