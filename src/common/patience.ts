/** What a call over a limit does: waits for its turn, or is refused at once. */
export type OnLimit = 'WAIT' | 'REJECT';

/** Whose call goes first where both wait: a person's single call, or one of a campaign's many. */
export type CallPriority = 'INTERACTIVE' | 'BULK';

/** How long a caller puts up with a limit. What is absent has the default of the kind of call. */
export interface Patience {
  onLimit?: OnLimit | undefined;
  /** How long to wait at most, in milliseconds; `Infinity` for what has all the time in the world. */
  maxWaitMs?: number | undefined;
  priority?: CallPriority | undefined;
}
