/** A clock that stands still until it is told otherwise. */
export class ManualClock {
  private at = 1_000_000;

  readonly now = () => this.at;

  advance(ms: number): void {
    this.at += ms;
  }
}
