import { isObject, type JsonObject, type JsonValue, objectsOf, textOf } from '../../../common/json';

/** What a message fills a template with: Meta's list of components, by what they fill. */
export interface Filling extends PartsFilling {
  /** One for each card of a carousel, in their order. */
  cards: readonly PartsFilling[] | undefined;
  /** Whether the end of an offer is given. */
  hasExpiration: boolean;
  /** When the offer ends, in milliseconds since 1970. */
  expirationMs: number | undefined;
}

/** What fills a template, or one card of its carousel. */
export interface PartsFilling {
  header: JsonObject | undefined;
  body: readonly JsonObject[];
  buttons: readonly ButtonFilling[];
}

export interface ButtonFilling {
  /** `quick_reply`, `url`, … */
  subType: string;
  /** Which button of the template; undefined where Meta does not want it. */
  index: number | undefined;
  parameters: readonly JsonObject[];
}

/** Sorts the components of a message (`template.components`). */
export function fillingOf(components: JsonValue | undefined): Filling {
  const list = objectsOf(components);
  const carousel = componentOf(list, 'carousel');
  const offer = componentOf(list, 'limited_time_offer');
  const [end] = objectsOf(offer?.parameters);
  const { limited_time_offer: ends } = end ?? {};
  const milliseconds = isObject(ends) ? Number(textOf(ends.expiration_time_ms)) : Number.NaN;
  return {
    ...partsOf(list),
    cards: carousel && cardsOf(carousel),
    hasExpiration: end !== undefined,
    expirationMs: Number.isFinite(milliseconds) ? milliseconds : undefined,
  };
}

function partsOf(components: readonly JsonObject[]): PartsFilling {
  return {
    header: objectsOf(componentOf(components, 'header')?.parameters)[0],
    body: objectsOf(componentOf(components, 'body')?.parameters),
    buttons: components.filter((component) => typeOf(component) === 'button').map(buttonOf),
  };
}

function buttonOf({ sub_type, index, parameters }: JsonObject): ButtonFilling {
  const place = textOf(index);
  return {
    subType: (textOf(sub_type) ?? '').toLowerCase(),
    index: place === undefined ? undefined : Number(place),
    parameters: objectsOf(parameters),
  };
}

function cardsOf({ cards }: JsonObject): PartsFilling[] {
  return objectsOf(cards)
    .map((card, place) => ({ card, place: Number(textOf(card.card_index) ?? place) }))
    .sort((one, other) => one.place - other.place)
    .map(({ card }) => partsOf(objectsOf(card.components)));
}

function componentOf(components: readonly JsonObject[], type: string): JsonObject | undefined {
  return components.find((component) => typeOf(component) === type);
}

function typeOf({ type }: JsonObject): string {
  return (textOf(type) ?? '').toLowerCase();
}
