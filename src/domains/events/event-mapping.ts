import type { EventKind as LogKind, StoredEvent } from '../../events/types';
import type { EventType } from './event';

/** How events of the log become a GraphQL type. */
export interface EventMapping {
  /** The value of the GraphQL enum `EventKind`. */
  kind: string;
  /** What the enum says about it. */
  description: string;
  /** The events it is for. */
  logKind: LogKind;
  /** Meta's webhook field. */
  field: string;
  make(stored: StoredEvent): EventType;
}
