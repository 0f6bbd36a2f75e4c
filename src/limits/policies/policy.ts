import type { Charge } from '../types';

/** The numbers of a limit, all of which `LIMITS` can change. */
export type Numbers = Readonly<Record<string, number>>;

/** A limit of Meta's: what it counts, where it is written, and its numbers. */
export interface Policy<N extends Numbers, Subject extends readonly unknown[]> {
  /** What is limited, in a sentence. */
  readonly description: string;
  /** Where Meta says so. */
  readonly source: string;
  /** Meta's codes for "over this limit". */
  readonly codes: readonly number[];
  /** The numbers as documented, each with its unit in its name. The first is the limit itself. */
  readonly numbers: N;
  /** Makes the function that says what a call takes, for numbers that are settled. */
  bind(numbers: N): (...subject: Subject) => readonly Charge[];
}

export function policy<Name extends string, Subject extends readonly unknown[]>(
  definition: Policy<Readonly<Record<Name, number>>, Subject>,
): Policy<Readonly<Record<Name, number>>, Subject> {
  return definition;
}

export const SECOND = 1_000;
export const HOUR = 3_600 * SECOND;
export const DAY = 24 * HOUR;

/** Nodes whose charges are remembered at most. */
const MOST_NODES = 10_000;

/** Charges that are the same each time: made once for each phone number or account. */
export function remembering(make: (id: string) => readonly Charge[]): (id: string) => readonly Charge[] {
  const known = new Map<string, readonly Charge[]>();
  return (id) => {
    let charges = known.get(id);
    if (charges) return charges;
    charges = make(id);
    if (known.size >= MOST_NODES) known.clear();
    known.set(id, charges);
    return charges;
  };
}
