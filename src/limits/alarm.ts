import { LONGEST_TIMER_MS } from '../common/longest-timer';

export interface AlarmOptions {
  now: () => number;
  ring: () => void;
  /** Whether the timer keeps the process alive. */
  holdsProcess: boolean;
}

/** A timer that rings at the earliest of the times for which it was set. */
export class Alarm {
  private timer: NodeJS.Timeout | undefined;
  private at = Number.POSITIVE_INFINITY;

  constructor(private readonly options: AlarmOptions) {}

  /** For a time that is far away it may ring too early, so whoever it wakes has to look again and set it anew. */
  set(at: number): void {
    if (at === Number.POSITIVE_INFINITY || (this.timer && this.at <= at)) return;
    const { now, ring, holdsProcess } = this.options;
    clearTimeout(this.timer);
    this.at = at;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        ring();
      },
      Math.min(Math.max(0, Math.ceil(at - now())), LONGEST_TIMER_MS),
    );
    if (!holdsProcess) this.timer.unref();
  }

  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
