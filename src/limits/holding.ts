import type { Limiter } from './limiter';
import type { Charge, Permit } from './types';

/**
 * A call may leave this long after its place: its place moves along with it. Later than that, the call whose place lies a
 * whole limit behind (a second) could leave at the same time, so it has to take another place.
 */
export const LATEST_MS = 500;
/** A process that is always late has its calls let through all the same. */
const MOST_TIMES = 3;
/** A call that leaves later than this after its place counts from when it left. */
const PUNCTUAL_MS = 2;

/** What one attempt to make a call has of the limits. */
export class Holding {
  /** When all was taken; undefined where nothing is counted. */
  takenAt: number | undefined;
  hasLeft = false;
  /** It was to leave too late, and did not. */
  isTooLate = false;
  private timesTooLate = 0;

  constructor(
    /** Its place; where it was late, the last one that it took. */
    public permit: Permit,
    /** All that it took: where Meta does not count the attempt, this is given back. */
    public taken: readonly Charge[],
  ) {
    this.takenAt = permit.at;
  }

  /**
   * The call is about to be written. A busy process, or a connection that had to be opened first, may have kept it.
   *
   * @throws where it is too late: it must not be written then
   */
  departs(limiter: Limiter, charges: readonly Charge[], now: number): void {
    const { at = now } = this.permit;
    const lateMs = now - at;
    if (lateMs <= PUNCTUAL_MS) return;
    if (lateMs > LATEST_MS && this.timesTooLate < MOST_TIMES && charges.some(isRate)) {
      this.isTooLate = true;
      this.timesTooLate += 1;
      // Says nothing about the Graph API, as when a caller goes away.
      throw new DOMException('The place of the call has passed.', 'AbortError');
    }
    void limiter.moved(charges, at, now);
  }
}

const isRate = ({ meter }: Charge) => meter.kind === 'rate';
