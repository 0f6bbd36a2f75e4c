import type { Standing } from './types';
import type { Waiter } from './waiter';

/** A granted call whose place lies a little ahead. */
export interface Place {
  waiter: Waiter;
  at: number;
  standings: readonly Standing[];
}

/** The places that a lane has been given and whose time has not come, in order. */
export class Places {
  private readonly places: Place[] = [];

  add(place: Place): void {
    place.waiter.hasPlace = true;
    this.places.push(place);
  }

  /** When the next place is; `Infinity` where there is none. */
  get nextAt(): number {
    return this.places[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Whose place has come, and who has lost one. */
  release(now: number): { due: Place[]; lost: Waiter[] } {
    const due: Place[] = [];
    const lost: Waiter[] = [];
    for (let first = this.places[0]; first && first.at <= now; first = this.places[0]) {
      if (first.waiter.isDone || !first.waiter.misses(now - first.at)) {
        this.places.shift();
        due.push(first);
        continue;
      }
      const last = this.loseFirst();
      if (last) lost.push(last);
    }
    return { due, lost };
  }

  /** Everybody who has a place; all places are given up. */
  drain(): Waiter[] {
    return this.places.splice(0).map(({ waiter }) => waiter);
  }

  /** A place came too late: everybody moves up to the next one, and the last needs another. The order stays. */
  private loseFirst(): Waiter | undefined {
    this.places.forEach((place, index) => {
      place.at = this.places[index + 1]?.at ?? place.at;
    });
    const last = this.places.pop();
    if (!last || last.waiter.isDone) return undefined;
    last.waiter.needsPlaceAgain();
    return last.waiter;
  }
}
