import { isOutage } from './circuit';
import type { CatalogueEntry } from './error-catalogue';
import { catalogueEntryOf } from './error-catalogue';
import { GraphApiError, GraphTransportError, type TransportFault } from './errors';
import type { CallSafety } from './session';

/** What a request to Graph is: how it may be repeated, or an upload. */
export type CallKind = CallSafety | 'upload';

/** What came of one request to Graph; few enough to count each. */
export type CallOutcome =
  | 'OK'
  /** Meta refuses the call itself. */
  | 'REFUSED'
  /** Meta says that a limit is reached. */
  | 'THROTTLED'
  /** Meta says that it is down. */
  | 'DOWN'
  | TransportFault
  /** What is sent could not be read. */
  | 'ABANDONED';

/** Hears of every request to Graph, for an operator. */
export interface GraphObserver {
  /** A request ended, or was kept back by the circuit. */
  ended(kind: CallKind, outcome: CallOutcome, seconds: number): void;
  /** A request is made again. */
  repeated(kind: CallKind): void;
}

export function outcomeOf(error: unknown): CallOutcome {
  if (error instanceof GraphTransportError) return error.fault;
  if (!(error instanceof GraphApiError)) return 'ABANDONED';
  if (isOutage(error)) return 'DOWN';
  const { category }: CatalogueEntry = catalogueEntryOf(error.meta.code, error.meta.subcode);
  return category === 'THROTTLING' ? 'THROTTLED' : 'REFUSED';
}
