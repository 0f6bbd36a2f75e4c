import type { JsonObject } from '../../common/json';
import type { EventKind as LogKind, StoredEvent } from '../../events/types';
import { CONTACT_KEYS, METADATA_KEYS } from './drift/around-keys';
import { commonFieldsOf, type EventType } from './event';
import { type KnownKeys, knownKeys } from './payload/known-keys';
import { knownKeysOf, readPayload } from './payload/read-payload';

/** How events of the log become a GraphQL type. */
export interface EventMapping {
  /** The value of the GraphQL enum `EventKind`. */
  kind: string;
  /** What the enum says about it. */
  description: string;
  /** The events it is for. */
  logKind: LogKind;
  /** Meta's webhook field, in all its spellings, or several that mean the same. */
  fields: readonly string[];
  /** Whether an event of the field is one of these; left out where every event is. Never throws. */
  fits?: ((payload: JsonObject) => boolean) | undefined;
  /** Never throws. */
  make(stored: StoredEvent): EventType;
  /** The keys of its payload that the schema has fields for. */
  knownKeys(): KnownKeys;
}

interface DeclaredEvent<T extends EventType> {
  kind: string;
  type: new () => T;
  description: string;
  fields: readonly string[];
  fits: (payload: JsonObject) => boolean;
  /** What comes of more than the payload. */
  also?: (stored: StoredEvent) => Partial<T>;
}

/** Keys that describe where a change belongs rather than what it says; some of Meta's samples repeat the envelope there. */
const ENVELOPE_KEYS = knownKeys('messaging_product field object event_time', {
  metadata: METADATA_KEYS,
  contacts: CONTACT_KEYS,
});

/** The mapping of a change to a type whose properties declare where in the payload they are. */
export function declaredEvent<T extends EventType>(declared: DeclaredEvent<T>): EventMapping {
  const { kind, type, description, fields, fits, also } = declared;
  let keys: KnownKeys | undefined;
  return {
    kind,
    description: `${description}: \`${type.name}\`.`,
    logKind: 'change',
    fields,
    fits,
    make: (stored) =>
      Object.assign(readPayload(type, stored.payload), commonFieldsOf(stored), also?.(stored) ?? {}),
    knownKeys: () => {
      keys ??= new Map([...ENVELOPE_KEYS, ...knownKeysOf(type)]);
      return keys;
    },
  };
}
