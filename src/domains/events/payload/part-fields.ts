import { type ClassType, Field } from 'type-graphql';
import { isObject, objectsOf } from '../../../common/json';
import { readObjects } from '../../../planner/readers';
import { errorsOf, MessageError } from '../../messages/message-error';
import { knownKeys } from './known-keys';
import type { Keys } from './leaf-fields';
import { declarePayloadField } from './payload-field';
import { knownKeysOf, readPayload } from './read-payload';

/** An object of Meta's as a declared type of its own; null when there is none. */
export function PartField<T extends object>(type: () => ClassType<T>, key: Keys, description: string) {
  return <K extends string>(prototype: { [P in K]: T | null }, property: K): void => {
    Field(type, { nullable: true, description })(prototype, property);
    declarePayloadField(prototype, {
      property,
      keys: [key].flat(),
      read: (value) => (isObject(value) ? readPayload(type(), value) : null),
      below: () => knownKeysOf(type()),
    });
  };
}

/** A list of objects; empty when there is none. A single object bare counts as a list of one. */
export function PartsField<T extends object>(type: () => ClassType<T>, key: Keys, description: string) {
  return <K extends string>(prototype: { [P in K]: T[] }, property: K): void => {
    Field(() => [type()], { description })(prototype, property);
    declarePayloadField(prototype, {
      property,
      keys: [key].flat(),
      read: (value) => readObjects(value ?? null).map((item) => readPayload(type(), item)),
      below: () => knownKeysOf(type()),
    });
  };
}

/** What Meta reports an error with. */
export const ERROR_KEYS = knownKeys('code title message details href', {
  error_data: knownKeys('details messaging_product'),
});

/** A list of Meta's errors; empty when there is none. */
export function ErrorsField(key: Keys, description: string) {
  return <K extends string>(prototype: { [P in K]: MessageError[] }, property: K): void => {
    Field(() => [MessageError], { description })(prototype, property);
    declarePayloadField(prototype, {
      property,
      keys: [key].flat(),
      read: (value) => errorsOf(objectsOf(value)),
      below: () => ERROR_KEYS,
    });
  };
}
