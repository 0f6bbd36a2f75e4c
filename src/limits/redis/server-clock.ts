/** How much the clocks may drift apart between two answers. */
const DRIFT_MS = 0.01;
/** Who is further off has had its clock set. */
const STEP_MS = 1_000;

/**
 * Redis's time by the clock of this process. The fastest answer says best how far they are apart: an answer that took
 * longer was held up on its way.
 */
export class ServerClock {
  private offsetMs: number | undefined;

  /** Redis answered, and said what time it was. */
  saw(serverMs: number, receivedMs: number): void {
    const offset = receivedMs - serverMs;
    const known = this.offsetMs;
    const isNearby = known !== undefined && Math.abs(offset - known) < STEP_MS;
    this.offsetMs = isNearby ? Math.min(known + DRIFT_MS, offset) : offset;
  }

  readonly toServer = (localMs: number): number => localMs - (this.offsetMs ?? 0);

  readonly toLocal = (serverMs: number): number => serverMs + (this.offsetMs ?? 0);
}
