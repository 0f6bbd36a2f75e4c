/**
 * A message as it came to the recorder. A process cannot know to the microsecond when something came: it may have been
 * busy, or waiting for a processor. It came between the two times.
 */
export interface Arrival {
  readonly phoneNumberId: string;
  readonly to: string;
  /** The text of the message, by which tests know it. */
  readonly text: string;
  /** Milliseconds of the recorder's clock, which never goes back. */
  readonly earliest: number;
  readonly latest: number;
}

const SECOND_MS = 1_000;
const PAIR_MS = 6_000;
const BURST = 45;

/** How many messages certainly came within one second, in the worst second there was. In the order of arrival. */
export function worstSecond(arrivals: readonly Arrival[]): number {
  let worst = 0;
  for (const [index, { latest }] of arrivals.entries()) {
    let count = 0;
    for (let other = index; other >= 0; other -= 1) {
      const arrival = arrivals[other];
      if (arrival === undefined || arrival.latest <= latest - SECOND_MS) break;
      if (arrival.earliest > latest - SECOND_MS) count += 1;
    }
    worst = Math.max(worst, count);
  }
  return worst;
}

/** What came to one person although it certainly was within the time that the burst before it had borrowed. */
export function pairViolations(arrivals: readonly Arrival[]): Arrival[] {
  return [...byRecipient(arrivals).values()].flatMap((ofOne) => {
    const violations: Arrival[] = [];
    let first: Arrival | undefined;
    let count = 0;
    for (const arrival of ofOne) {
      if (first === undefined || arrival.latest >= first.earliest + count * PAIR_MS) {
        first = arrival;
        count = 1;
      } else {
        count += 1;
        if (count > BURST || arrival.earliest >= first.latest + PAIR_MS) violations.push(arrival);
      }
    }
    return violations;
  });
}

export function byRecipient(arrivals: readonly Arrival[]): Map<string, Arrival[]> {
  const groups = new Map<string, Arrival[]>();
  for (const arrival of arrivals) {
    const group = groups.get(arrival.to);
    if (group === undefined) groups.set(arrival.to, [arrival]);
    else group.push(arrival);
  }
  return groups;
}

/** What came more than once. */
export function repeated(arrivals: readonly Arrival[]): string[] {
  const seen = new Set<string>();
  return arrivals.map(({ text }) => text).filter((text) => seen.has(text) || !seen.add(text));
}

/** How much of a limit was used between the first message and the last, 0 to 1. */
export function utilisation(arrivals: readonly Arrival[], perSecond: number): number {
  const [first, last] = [arrivals[0], arrivals.at(-1)];
  if (first === undefined || last === undefined || first === last) return 0;
  return (arrivals.length - 1) / (perSecond * ((last.latest - first.latest) / SECOND_MS));
}
