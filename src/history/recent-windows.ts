import { Remembered } from '../common/remembered';
import type { WindowState } from './before-a-send';
import type { Addressee } from './types';

/** How long an answer counts: what joins two people may change it, and tells nobody here. */
const COUNTS_MS = 600_000;
const MOST = 20_000;

interface Answer {
  /** An open window stays open until then, whatever is heard. */
  openUntil?: number;
  /** Where nobody knew: the newest event when it was looked, with all before it applied. */
  place?: number;
}

/**
 * Answers of a moment ago that need not be looked up again, so that most sends wait for no read. Only those by which a
 * message leaves are kept: one that is outdated lets Meta decide, which is what happens to whoever is not known.
 */
export class RecentWindows {
  readonly #answers = new Remembered<string, Answer>(COUNTS_MS, MOST);

  /**
   * Whether the last answer lets a message leave, and still holds.
   *
   * @param place of the newest event that is known; undefined while not all up to it is applied
   */
  letsLeave(to: Addressee, place: number | undefined, now: number): boolean {
    const { openUntil = 0, place: asOf } = this.#answers.get(keyOf(to)) ?? {};
    return openUntil > now || (asOf !== undefined && asOf === place);
  }

  /** Keeps an answer that was looked up at this place. */
  keep(to: Addressee, window: WindowState, place: number | undefined): void {
    if (typeof window === 'object') {
      if ('openUntil' in window) this.#answers.set(keyOf(to), window);
    } else if (place !== undefined) this.#answers.set(keyOf(to), { place });
  }
}

function keyOf({ phoneNumberId, identifier }: Addressee): string {
  return `${phoneNumberId} ${identifier}`;
}
