import type { JsonObject, JsonValue } from '../../../../common/json';
import type { Limits } from './limits';
import type { Report } from './problem';

/** How one field of an input goes to Meta. */
export interface FieldShape extends Limits {
  /** The GraphQL type: a class, a list of one, a scalar, an enum. A thunk, for classes may refer to each other. */
  type: () => unknown;
  /** Meta's name; by default the property's in snake_case. */
  meta: string;
  /** Checked, but no part of what is sent. */
  local: boolean;
  /** How Meta nests the value: `{ text: … }`. */
  wrap?: (value: JsonValue) => JsonValue;
}

/** What holds of an input as a whole, beyond its fields. */
export interface InputRules<T> {
  /** Rules between fields. */
  check?(input: T, report: Report): void;
  /** Meta's form of the mapped fields, where it is not just an object of them. */
  toGraph?(fields: JsonObject, input: T): JsonObject;
}

/** How an input class goes to Meta. */
export interface InputShape extends InputRules<object> {
  fields: Map<string, FieldShape>;
  /** Exactly one of the fields is given. */
  oneOf: boolean;
}

const shapes = new Map<unknown, InputShape>();

/** The shape declared for a class, made when it is first asked for. */
export function declaredShape(target: object): InputShape {
  const known = shapes.get(target);
  if (known) return known;
  const shape: InputShape = { fields: new Map(), oneOf: false };
  shapes.set(target, shape);
  return shape;
}

/** The shape of a class together with those it extends; undefined for what is no declared input. */
export function shapeOf(target: unknown): InputShape | undefined {
  const own = shapes.get(target);
  if (!own || typeof target !== 'function') return own;
  const inherited = shapeOf(Object.getPrototypeOf(target));
  if (!inherited) return own;
  return { ...inherited, ...own, fields: new Map([...inherited.fields, ...own.fields]) };
}
