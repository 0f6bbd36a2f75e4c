/** What setTimeout can wait at most: what is longer it does not wait for at all. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;
