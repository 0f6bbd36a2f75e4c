import { type JsonObject, type JsonValue, objectOf, objectsOf, textOf } from '../../../common/json';
import { readFlag, readObjects, readTexts } from '../../../planner/readers';
import { isNumber, type VariableText, variableText } from './variable-text';

/** What a template asks to be filled in: its definition, taken apart once and used for every message. */
export interface TemplateShape extends PartsShape {
  /** The cards of a carousel; undefined when it has none. */
  cards: readonly PartsShape[] | undefined;
  limitedTimeOffer: { text: string; needsExpiration: boolean } | undefined;
}

/** What a template and a card of its carousel have in common. */
export interface PartsShape {
  /** Whether its variables go by name; by number otherwise. */
  isNamed: boolean;
  header: HeaderShape | undefined;
  body: TextShape | undefined;
  footer: string | undefined;
  /** Undefined where there is no component for buttons. */
  buttons: readonly ButtonShape[] | undefined;
  /** Components of kinds that are not known here: what they take is not either. */
  hasUnknown: boolean;
}

/** A text, and what its author gave as examples of its variables. */
export interface TextShape extends VariableText {
  examples: ReadonlyMap<string, string>;
}

export type HeaderShape = ({ format: 'TEXT' } & TextShape) | { format: string; sample: string | undefined };

export interface ButtonShape {
  /** Meta's, in capitals. */
  type: string;
  /** What is written on it. */
  text: string | undefined;
  /** Of a button that opens a page. */
  url: VariableText | undefined;
  example: string | undefined;
}

const KNOWN_COMPONENTS = new Set([
  'HEADER',
  'BODY',
  'FOOTER',
  'BUTTONS',
  'CAROUSEL',
  'LIMITED_TIME_OFFER',
  'CALL_PERMISSION_REQUEST',
]);

/** Takes a template apart. */
export function templateShapeOf(
  components: JsonValue | undefined,
  format: JsonValue | undefined,
): TemplateShape {
  const list = readObjects(components ?? null);
  const isNamed = namedOf(list, format);
  const carousel = componentOf(list, 'CAROUSEL');
  const offer = componentOf(list, 'LIMITED_TIME_OFFER');
  return {
    ...partsOf(list, isNamed),
    cards:
      carousel &&
      objectsOf(carousel.cards).map((card) => partsOf(readObjects(card.components ?? null), isNamed)),
    limitedTimeOffer: offer && {
      text: textOf(objectOf(offer.limited_time_offer).text) ?? '',
      needsExpiration: readFlag(objectOf(offer.limited_time_offer).has_expiration ?? null) === true,
    },
  };
}

/** The text header's shape; undefined for a header of another format. */
export function textHeaderOf(header: HeaderShape | undefined): TextShape | undefined {
  return header && 'pieces' in header ? header : undefined;
}

/** Templates of before there were names do not say that they have none. */
function namedOf(components: readonly JsonObject[], format: JsonValue | undefined): boolean {
  const said = textOf(format)?.toUpperCase();
  if (said === 'NAMED' || said === 'POSITIONAL') return said === 'NAMED';
  return components.some((component) =>
    variableText(textOf(component.text) ?? '').variables.some((variable) => !isNumber(variable)),
  );
}

function partsOf(components: readonly JsonObject[], isNamed: boolean): PartsShape {
  const body = componentOf(components, 'BODY');
  const header = componentOf(components, 'HEADER');
  return {
    isNamed,
    header: header && headerOf(header),
    body: body && textShapeOf(body),
    footer: textOf(componentOf(components, 'FOOTER')?.text),
    buttons: buttonsOf(components),
    hasUnknown: components.some((component) => !KNOWN_COMPONENTS.has(typeOf(component))),
  };
}

function headerOf(header: JsonObject): HeaderShape {
  const format = textOf(header.format)?.toUpperCase() ?? 'TEXT';
  if (format === 'TEXT') return { format, ...textShapeOf(header) };
  return { format, sample: readTexts(objectOf(header.example).header_handle ?? null)[0] };
}

function textShapeOf({ text, example }: JsonObject): TextShape {
  const shape = variableText(textOf(text) ?? '');
  return { ...shape, examples: examplesOf(objectOf(example), shape.variables) };
}

/** Header and body name their examples differently, and the body's are a list in a list. */
function examplesOf(example: JsonObject, variables: readonly string[]): Map<string, string> {
  const named = example.header_text_named_params ?? example.body_text_named_params;
  const examples = objectsOf(named).map(
    (one) => [textOf(one.param_name) ?? '', textOf(one.example) ?? ''] as const,
  );
  if (examples.length > 0) return new Map(examples);
  const texts = example.header_text ?? example.body_text ?? null;
  const row = readTexts(Array.isArray(texts) && Array.isArray(texts[0]) ? texts[0] : texts);
  return new Map(
    variables.flatMap((variable, index) => {
      const value = row[index];
      return value === undefined ? [] : [[variable, value] as const];
    }),
  );
}

function buttonsOf(components: readonly JsonObject[]): ButtonShape[] | undefined {
  const component = componentOf(components, 'BUTTONS');
  return (
    component &&
    objectsOf(component.buttons).map((button) => {
      const url = textOf(button.url);
      return {
        type: typeOf(button),
        text: textOf(button.text),
        url: url === undefined ? undefined : variableText(url),
        example: readTexts(button.example ?? null)[0],
      };
    })
  );
}

function componentOf(components: readonly JsonObject[], type: string): JsonObject | undefined {
  return components.find((component) => typeOf(component) === type);
}

function typeOf({ type }: JsonObject): string {
  return (textOf(type) ?? '').toUpperCase();
}
