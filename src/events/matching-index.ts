import { contactStoredAs, contactsOf } from './filter';
import { storedId } from './stored-id';
import type { EventFilter, NewEvent } from './types';

/** The values of an event in each dimension that a filter can restrict, the most selective dimension first. */
const DIMENSIONS: readonly [keyof EventFilter, (event: NewEvent) => readonly (string | undefined)[]][] = [
  ['messageIds', ({ messageId }) => [messageId]],
  ['contacts', contactsOf],
  ['phoneNumberIds', ({ phoneNumberId }) => [phoneNumberId]],
  ['accountIds', ({ accountId }) => [accountId]],
  ['types', ({ type }) => [type]],
  ['fields', ({ field }) => [field]],
  ['kinds', ({ kind }) => [kind]],
];

/**
 * Finds the subscriptions that may want an event by the event's own values. So the cost of an event grows with the
 * subscriptions that may want it, not with all there are. Each is entered under its values in one dimension, the most
 * selective one that its filter restricts.
 */
export class MatchingIndex<Item> {
  readonly #byValue = new Map<keyof EventFilter, Map<string, Set<Item>>>();
  readonly #unrestricted = new Set<Item>();

  add(filter: EventFilter | undefined, item: Item): void {
    const place = placeOf(filter);
    if (!place) {
      this.#unrestricted.add(item);
      return;
    }
    let values = this.#byValue.get(place.dimension);
    if (!values) {
      values = new Map();
      this.#byValue.set(place.dimension, values);
    }
    for (const value of place.values) {
      const items = values.get(value);
      if (items) items.add(item);
      else values.set(value, new Set([item]));
    }
  }

  delete(filter: EventFilter | undefined, item: Item): void {
    const place = placeOf(filter);
    if (!place) {
      this.#unrestricted.delete(item);
      return;
    }
    const values = this.#byValue.get(place.dimension);
    for (const value of place.values) {
      const items = values?.get(value);
      items?.delete(item);
      if (items?.size === 0) values?.delete(value);
    }
  }

  /** All items whose filter may let the event through, and some whose filter does not. An item may come twice. */
  *candidates(event: NewEvent): Iterable<Item> {
    yield* this.#unrestricted;
    for (const [dimension, valuesOf] of DIMENSIONS) {
      const items = this.#byValue.get(dimension);
      if (!items || items.size === 0) continue;
      for (const value of valuesOf(event)) {
        if (value !== undefined) yield* items.get(value) ?? [];
      }
    }
  }
}

function placeOf(
  filter: EventFilter | undefined,
): { dimension: keyof EventFilter; values: ReadonlySet<string> } | undefined {
  for (const [dimension] of DIMENSIONS) {
    const values = filter?.[dimension];
    if (values) {
      const storedAs = dimension === 'contacts' ? contactStoredAs : storedId;
      return { dimension, values: new Set(values.map(storedAs)) };
    }
  }
  return undefined;
}
