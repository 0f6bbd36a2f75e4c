/** Slots of the array that may stand empty before it is moved together. */
const SLACK = 1_024;

/** The times at which something happened: as many of the newest as a limit has to know. */
export class Arrivals {
  private times: number[] = [];
  private start = 0;

  /** Adds one that is not older than the others, and keeps so many. */
  add(time: number, keep: number): void {
    this.times.push(time);
    this.start = Math.max(this.start, this.times.length - keep);
    if (this.start <= SLACK || this.start * 2 < this.times.length) return;
    this.times = this.times.slice(this.start);
    this.start = 0;
  }

  /** When the newest came, or the one so many before it; undefined when there are fewer. */
  newest(place = 1): number | undefined {
    const index = this.times.length - place;
    return index < this.start ? undefined : this.times[index];
  }

  /** How many came after a time. */
  after(time: number): number {
    let [low, high] = [this.start, this.times.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.times[middle] ?? 0) > time) high = middle;
      else low = middle + 1;
    }
    return this.times.length - low;
  }
}
