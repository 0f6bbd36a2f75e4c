import { isObject, type JsonObject, objectOf, textOf } from '../../../common/json';
import { valuesOf } from './check-texts';
import type { ButtonFilling, Filling, PartsFilling } from './filling';
import {
  type ButtonShape,
  type HeaderShape,
  type PartsShape,
  type TemplateShape,
  textHeaderOf,
} from './template-shape';
import { filled, type Values, type VariableText } from './variable-text';

/** How a template reads when it is filled. */
export interface FilledTemplate extends FilledParts {
  footer: string | null;
  limitedTimeOffer: { text: string; expirationTime: Date | null } | null;
  cards: FilledParts[] | null;
}

export interface FilledParts {
  header: FilledHeader | null;
  body: string | null;
  buttons: FilledButton[];
}

export interface FilledHeader {
  /** Meta's `format`. */
  format: string;
  text: string | null;
  mediaId: string | null;
  link: string | null;
}

export interface FilledButton {
  /** Meta's `type`. */
  type: string;
  text: string | null;
  url: string | null;
  code: string | null;
}

/** Fills a template in; without a filling, with the examples of its author. */
export function preview(shape: TemplateShape, filling: Filling | undefined): FilledTemplate {
  const { limitedTimeOffer, cards, footer } = shape;
  const ends = filling?.expirationMs;
  return {
    ...partsOf(shape, filling),
    footer: footer ?? null,
    limitedTimeOffer: limitedTimeOffer
      ? { text: limitedTimeOffer.text, expirationTime: ends === undefined ? null : new Date(ends) }
      : null,
    cards: cards?.map((card, index) => partsOf(card, filling && (filling.cards?.[index] ?? EMPTY))) ?? null,
  };
}

const EMPTY: PartsFilling = { header: undefined, body: [], buttons: [] };

function partsOf({ header, body, buttons }: PartsShape, filling: PartsFilling | undefined): FilledParts {
  return {
    header: header ? headerOf(header, filling) : null,
    body: body
      ? filled(body, filling ? valuesOf(body, filling.body) : (name) => body.examples.get(name))
      : null,
    buttons: (buttons ?? []).map((button, index) =>
      buttonOf(button, filling && (filling.buttons.find((one) => one.index === index) ?? UNFILLED)),
    ),
  };
}

const UNFILLED: ButtonFilling = { subType: '', index: undefined, parameters: [] };

function headerOf(header: HeaderShape, filling: PartsFilling | undefined): FilledHeader {
  const { format } = header;
  const text = textHeaderOf(header);
  if (text) {
    const given = filling?.header ? [filling.header] : [];
    const values: Values = filling ? valuesOf(text, given) : (name) => text.examples.get(name);
    return { format, text: filled(text, values), mediaId: null, link: null };
  }
  const file = fileOf(filling?.header);
  const sample = 'sample' in header && !filling ? header.sample : undefined;
  const place = [textOf(file.name), textOf(file.address)].filter((line) => line !== undefined);
  return {
    format,
    text: place.length > 0 ? place.join('\n') : null,
    mediaId: textOf(file.id) ?? null,
    link: textOf(file.link) ?? sample ?? null,
  };
}

/** What a parameter of a header holds: an image, a place, … */
function fileOf(parameter: JsonObject | undefined): JsonObject {
  const type = textOf(parameter?.type);
  return type === undefined ? {} : objectOf(parameter?.[type]);
}

function buttonOf(
  { type, text, url, example }: ButtonShape,
  filling: ButtonFilling | undefined,
): FilledButton {
  const [parameter] = filling?.parameters ?? [];
  const given = isObject(parameter) ? (textOf(parameter.text) ?? textOf(parameter.coupon_code)) : undefined;
  return {
    type,
    text: text ?? null,
    url: url ? urlOf(url, filling ? given : undefined, filling ? undefined : example) : null,
    code: type === 'COPY_CODE' ? ((filling ? given : example) ?? null) : null,
  };
}

/** An author's example of an address is the whole of it, or what stands for the variable. */
function urlOf(url: VariableText, given: string | undefined, example: string | undefined): string {
  if (url.variables.length === 0) return url.text;
  if (example !== undefined && /^https?:/i.test(example)) return example;
  return filled(url, () => given ?? example);
}
