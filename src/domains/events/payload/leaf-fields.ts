import { Field, Float, ID, Int } from 'type-graphql';
import { isObject, type JsonValue, textOf } from '../../../common/json';
import type { OpenEnum } from '../../../planner/open-enum';
import { readOpenEnums, readTexts } from '../../../planner/readers';
import { DateTimeScalar, JsonScalar } from '../../graphql/scalars';
import { enumValue, OpenEnumField } from '../../messages/open-enum-field';
import { decimal, flag, integer, text, time } from '../../messages/read';
import { declarePayloadField } from './payload-field';

/** Meta's key, or its spellings. */
export type Keys = string | readonly string[];
/** A property decorator that checks what the property is declared to hold. */
type Decorator<T> = <K extends string>(prototype: { [P in K]: T }, property: K) => void;
type Read<T> = (value: JsonValue | undefined) => T;

function leaf<T>(type: () => object, read: Read<T>) {
  return (key: Keys, description: string): Decorator<T | null> =>
    (prototype, property) => {
      Field(type, { nullable: true, description })(prototype, property);
      declarePayloadField(prototype, { property, keys: [key].flat(), read });
    };
}

/** Text; a number's digits as well. */
export const TextField = leaf(() => String, text);
/** An id: Meta sends them as text or as numbers. */
export const IdField = leaf(() => ID, text);
export const IntField = leaf(() => Int, integer);
export const FloatField = leaf(() => Float, decimal);
export const FlagField = leaf(() => Boolean, flag);
/** Unix seconds, as text or as a number, or ISO 8601. */
export const TimeField = leaf(() => DateTimeScalar, time);
/** An object that is passed on as it is. */
export const JsonField = leaf(
  () => JsonScalar,
  (value) => (isObject(value) ? value : null),
);

/** A list of texts; empty when Meta sent none. */
export function TextsField(key: Keys, description: string): Decorator<string[]> {
  return listOf(() => [String], key, description);
}

/** A list of ids; empty when Meta sent none. */
export function IdsField(key: Keys, description: string): Decorator<string[]> {
  return listOf(() => [ID], key, description);
}

function listOf(type: () => [object], key: Keys, description: string): Decorator<string[]> {
  return (prototype, property) => {
    Field(type, { description })(prototype, property);
    declarePayloadField(prototype, { property, keys: [key].flat(), read: texts });
  };
}

function texts(value: JsonValue | undefined): string[] {
  return value === undefined ? [] : readTexts(value);
}

/**
 * A value of an open enum, and its raw sibling: `status` and `statusRaw`.
 *
 * @param spellings other words of Meta's for some of the values
 */
export function EnumField(
  members: OpenEnum,
  key: Keys,
  description: string,
  spellings: Readonly<Record<string, string>> = {},
) {
  const keys = [key].flat();
  return <K extends string>(prototype: { [P in K | `${K}Raw`]: string | null }, property: K): void => {
    OpenEnumField(members, keys[0] ?? '', description)(prototype, property);
    // One of Meta's samples has a list where there should be a word.
    const first = (value: JsonValue | undefined) => (Array.isArray(value) ? value[0] : value);
    declarePayloadField(prototype, {
      property,
      keys,
      read: (value) => {
        const word = spaced(first(value));
        return enumValue(members, spellings[textOf(word) ?? ''] ?? word);
      },
    });
    declarePayloadField(prototype, { property: `${property}Raw`, keys, read: (value) => text(first(value)) });
  };
}

/** `LeadSubmitted` as the words it is made of. */
function spaced(value: JsonValue | undefined): JsonValue | undefined {
  return typeof value === 'string' ? value.replaceAll(/([a-z])([A-Z])/g, '$1_$2') : value;
}

/** A list of values of an open enum, and its raw sibling. */
export function EnumsField(members: OpenEnum, key: Keys, description: string) {
  const keys = [key].flat();
  const read = readOpenEnums(members);
  return <K extends string>(prototype: { [P in K | `${K}Raw`]: string[] }, property: K): void => {
    Field(() => [members], { description })(prototype, property);
    declarePayloadField(prototype, {
      property,
      keys,
      read: (value) => (value === undefined ? [] : read(value)),
    });
    const rawDescription = `\`${keys[0]}\` exactly as Meta sent it, in the order of \`${property}\`.`;
    Field(() => [String], { description: rawDescription })(prototype, `${property}Raw`);
    declarePayloadField(prototype, { property: `${property}Raw`, keys, read: texts });
  };
}

/** Keys that a property is made of by other means than a declaration. */
export function ReadElsewhere(...keys: string[]): PropertyDecorator {
  return (prototype) => declarePayloadField(prototype, { keys });
}
