import type { JsonValue } from '../../../common/json';
import type { KnownKeys } from './known-keys';

/** How one property of an event, or of a part of one, is read from Meta's payload. */
export interface PayloadField {
  /** Left out where the keys are only known, and read by other means. */
  property?: string;
  /** Meta's key, and the other spellings of it; the first that is there counts. */
  keys: readonly string[];
  read?(value: JsonValue | undefined): unknown;
  /** What is known below the key; left out where the value is no object. */
  below?: (() => KnownKeys) | undefined;
}

/** Declarations by the prototype of the class they are on. */
const declared = new WeakMap<object, PayloadField[]>();

/** Notes how a property is read. */
export function declarePayloadField(prototype: object, field: PayloadField): void {
  const fields = declared.get(prototype);
  if (fields) fields.push(field);
  else declared.set(prototype, [field]);
}

/** Everything that is declared on a class and on those it extends. */
export function payloadFieldsOf(prototype: object): PayloadField[] {
  const parent: unknown = Object.getPrototypeOf(prototype);
  const inherited = typeof parent === 'object' && parent !== null ? payloadFieldsOf(parent) : [];
  return [...inherited, ...(declared.get(prototype) ?? [])];
}
