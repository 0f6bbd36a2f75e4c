/** Whoever waits for the answers: the signal aborts when they go away. An AbortController is one. */
export interface Presence {
  readonly signal: AbortSignal;
}
