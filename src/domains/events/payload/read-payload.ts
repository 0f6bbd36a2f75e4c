import type { JsonObject } from '../../../common/json';
import type { KnownKeys } from './known-keys';
import { type PayloadField, payloadFieldsOf } from './payload-field';

/** A class whose properties declare where in a payload they are. */
export type PayloadType<T extends object = object> = new () => T;

const fieldsByType = new WeakMap<PayloadType, readonly PayloadField[]>();
const keysByType = new WeakMap<PayloadType, KnownKeys>();

/** Makes a value of a declared type from Meta's object. Never throws: what is not as it should be is null or left out. */
export function readPayload<T extends object>(type: PayloadType<T>, payload: JsonObject): T {
  const values: Record<string, unknown> = {};
  for (const { property, keys, read } of fieldsOf(type)) {
    if (property === undefined || !read) continue;
    const key = keys.find((name) => payload[name] !== undefined);
    values[property] = read(key === undefined ? undefined : payload[key]);
  }
  return Object.assign(new type(), values);
}

/** The keys that a declared type reads. */
export function knownKeysOf(type: PayloadType): KnownKeys {
  const known = keysByType.get(type);
  if (known) return known;
  const keys = new Map<string, KnownKeys | null>();
  // Noted before what is below is asked for, so that a type may hold itself.
  keysByType.set(type, keys);
  for (const { keys: names, below } of fieldsOf(type)) {
    for (const name of names) if (!keys.get(name)) keys.set(name, below?.() ?? null);
  }
  return keys;
}

function fieldsOf(type: PayloadType): readonly PayloadField[] {
  const known = fieldsByType.get(type);
  if (known) return known;
  const prototype: unknown = type.prototype;
  const fields = typeof prototype === 'object' && prototype !== null ? payloadFieldsOf(prototype) : [];
  fieldsByType.set(type, fields);
  return fields;
}
