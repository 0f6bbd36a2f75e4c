import type { JsonObject } from '../common/json';
import type { Patience } from '../common/patience';
import type { Expansion } from './expansion';

/** How a call may be repeated after a failure. */
export type CallSafety =
  /** Nothing changes at Meta: repeated freely. */
  | 'read'
  /** The same call twice leaves the same state: repeated freely. */
  | 'idempotent'
  /** A second one is a second message: repeated only if not a byte of the first can have reached Meta. */
  | 'once';

/** A call of the Graph API other than reading a node. */
export interface GraphCall {
  method: 'GET' | 'POST' | 'DELETE';
  /** Below the version: `106540352242922/messages`. */
  path: string;
  query?: Readonly<Record<string, string>> | undefined;
  body?: JsonObject | undefined;
  /** What is sent, where it is at hand as JSON: the body with what may be beside it, which says nothing of what the call is. */
  json?: string | undefined;
  safety: CallSafety;
  /** Nobody changes the answer: where Meta's is as it was before, it may be the same object. */
  isShared?: boolean | undefined;
  /**
   * Runs when the call is about to leave: after every wait, before its first byte; again when it is made again. What it
   * throws is thrown by the call, which is then not made.
   */
  beforeLeaving?: (() => Promise<void>) | undefined;
  /** Runs in the moment in which its first byte is written, again for each attempt. What it throws keeps it back. */
  onLeaving?: (() => void) | undefined;
  /** Runs when Meta has refused it in a way that proves that nothing was done: it may wait to be made again after that. */
  onUndone?: (() => void) | undefined;
  /** It sends a marketing template: its name does not say so. */
  isMarketing?: boolean | undefined;
  /** How long its caller puts up with Meta's limits. */
  patience?: Patience | undefined;
}

/** That an old answer is better than none. */
export interface StaleAllowance {
  maxAgeMs: number;
  /** Key of the answer's root field that the read is for. */
  field: string;
}

/** An answer that was given from memory. */
export interface StaleRead {
  field: string;
  asOf: Date;
}

/** The Graph API as one GraphQL operation sees it: with its caller's token, merged reads, and its end of life. */
export interface GraphSession {
  /**
   * Reads a node; reads of the same expansion in the same tick become one request (`?ids=`), and so do reads of the same
   * node for several plans of its type. The node may have more than was asked of it.
   *
   * @param query further parameters of the request, such as `metadata=1`
   */
  load(id: string, expansion: Expansion, query?: Readonly<Record<string, string>>): Promise<JsonObject>;
  /**
   * Reads a node as {@link load} does, and keeps it; while the Graph API is down, what was kept of an earlier read of the
   * same takes its place, and is noted in {@link staleReads}.
   */
  loadOrRecall(id: string, expansion: Expansion, allowance: StaleAllowance): Promise<JsonObject>;
  /** What was answered from memory so far. */
  readonly staleReads: readonly StaleRead[];
  /** Makes one call. @throws GraphApiError, GraphTransportError */
  call(call: GraphCall): Promise<JsonObject>;
}
