import { isObject, type JsonObject, textOf } from '../../common/json';

/** Whether a payload has the shape that its kind should have. */
export type Fits = (payload: JsonObject) => boolean;

/** One of the keys holds text or a number. */
export const hasText =
  (...keys: string[]): Fits =>
  (payload) =>
    keys.some((key) => (textOf(payload[key]) ?? '') !== '');

/** One of the keys holds an object, or a list with at least one. */
export const hasObject =
  (...keys: string[]): Fits =>
  (payload) =>
    keys.some((key) => {
      const value = payload[key];
      return Array.isArray(value) ? value.some(isObject) : isObject(value);
    });

export const isEither =
  (...tests: Fits[]): Fits =>
  (payload) =>
    tests.some((test) => test(payload));

export const isBoth =
  (...tests: Fits[]): Fits =>
  (payload) =>
    tests.every((test) => test(payload));

export const isNot =
  (test: Fits): Fits =>
  (payload) =>
    !test(payload);
