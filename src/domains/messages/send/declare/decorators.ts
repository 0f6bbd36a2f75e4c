import { Field, InputType } from 'type-graphql';
import type { JsonValue } from '../../../../common/json';
import { OneOfInput } from '../../../graphql/one-of';
import { describeLimits, type Limits } from './limits';
import { declaredShape, type InputRules } from './shape';

interface SendFieldOptions extends Limits {
  /** The meaning; limits are added to it. */
  description: string;
  optional?: true;
  /** Meta's name; by default the property's in snake_case. */
  meta?: string;
  /** Checked, but no part of what is sent. */
  local?: true;
  /** How Meta nests the value. */
  wrap?: (value: JsonValue) => JsonValue;
}

/** Declares a field of an input once: its GraphQL type and description, Meta's name for it, Meta's limits on it. */
export function SendField(type: () => object, options: SendFieldOptions): PropertyDecorator {
  const { description, optional, meta, local, ...rest } = options;
  const limits = describeLimits(rest);
  return (prototype, key) => {
    Field(type, {
      nullable: optional === true,
      description: limits === '' ? description : `${description} ${limits}`,
    })(prototype, key);
    const name = String(key);
    declaredShape(prototype.constructor).fields.set(name, {
      type,
      meta: meta ?? snakeCase(name),
      local: local === true,
      ...rest,
    });
  };
}

interface SendInputOptions<T> extends InputRules<T> {
  description: string;
}

/** Declares an input whose fields are declared with `SendField`. */
export function SendInput<T extends object>(
  name: string,
  options: SendInputOptions<T>,
): (target: new () => T) => void {
  const { description, ...rules } = options;
  return (target) => {
    InputType(name, { description })(target);
    Object.assign(declaredShape(target), rules);
  };
}

/** Declares an input of which exactly one field is given. */
export function SendOneOf<T extends object>(
  name: string,
  options: SendInputOptions<T>,
): (target: new () => T) => void {
  const { description, ...rules } = options;
  return (target) => {
    OneOfInput(name, { description })(target);
    Object.assign(declaredShape(target), rules, { oneOf: true });
  };
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
