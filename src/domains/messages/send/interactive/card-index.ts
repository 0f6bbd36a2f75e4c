import { isObject, type JsonValue } from '../../../../common/json';

/** Gives each card its place: `card_index`, from 0. */
export function indexed(cards: JsonValue): JsonValue {
  if (!Array.isArray(cards)) return cards;
  return cards.map((card, index) => (isObject(card) ? { card_index: index, ...card } : card));
}
