import { inputNameOf, neededBy, subTypesOf } from './check-buttons';
import {
  type ButtonShape,
  type PartsShape,
  type TemplateShape,
  type TextShape,
  textHeaderOf,
} from './template-shape';
import { isNumber } from './variable-text';

/** One thing that a message fills in. */
export interface ExpectedParameter {
  component: 'HEADER' | 'BODY' | 'BUTTON' | 'LIMITED_TIME_OFFER' | 'ORDER_STATUS';
  cardIndex: number | null;
  buttonIndex: number | null;
  /** Meta's type of the button. */
  buttonType: string | null;
  position: number | null;
  name: string | null;
  kind: string;
  required: boolean;
  example: string | null;
  inputField: string;
}

/** What a kind of button is filled with. */
const BUTTON_KINDS: Readonly<Record<string, string>> = {
  quick_reply: 'PAYLOAD',
  url: 'TEXT',
  copy_code: 'COUPON_CODE',
  flow: 'FLOW_ACTION',
  catalog: 'THUMBNAIL_PRODUCT',
  mpm: 'PRODUCTS',
  order_details: 'ORDER_DETAILS',
  voice_call: 'CALL_OPTIONS',
  app: 'LINK',
};

/** Everything that can be filled in, in the order of the template. */
export function expectedParameters(
  shape: TemplateShape,
  subCategory: string | undefined,
): ExpectedParameter[] {
  const { limitedTimeOffer, cards } = shape;
  return [
    ...partsOf(shape, null),
    ...(limitedTimeOffer?.needsExpiration
      ? [
          {
            ...PLAIN,
            component: 'LIMITED_TIME_OFFER' as const,
            kind: 'DATE_TIME',
            inputField: 'limitedTimeOffer',
          },
        ]
      : []),
    ...(cards ?? []).flatMap((card, index) => partsOf(card, index)),
    ...(subCategory === 'ORDER_STATUS'
      ? [{ ...PLAIN, component: 'ORDER_STATUS' as const, kind: 'ORDER_STATUS', inputField: 'orderStatus' }]
      : []),
  ];
}

const PLAIN = {
  cardIndex: null,
  buttonIndex: null,
  buttonType: null,
  position: null,
  name: null,
  required: true,
  example: null,
};

function partsOf(parts: PartsShape, cardIndex: number | null): ExpectedParameter[] {
  const inside = cardIndex === null ? '' : 'carousel.';
  const { header, body, buttons } = parts;
  const text = textHeaderOf(header);
  const expected: ExpectedParameter[] = [];
  if (text) expected.push(...textsOf('HEADER', text, parts, `${inside}header.text`));
  else if (header && 'sample' in header) {
    const inputField = `${inside}header.${header.format.toLowerCase()}`;
    expected.push({
      ...PLAIN,
      component: 'HEADER',
      kind: header.format,
      example: header.sample ?? null,
      inputField,
    });
  }
  if (body) expected.push(...textsOf('BODY', body, parts, `${inside}body.text`));
  if (buttons) expected.push(...buttons.flatMap((button, index) => buttonOf(button, index, inside)));
  return expected.map((parameter) => ({ ...parameter, cardIndex }));
}

function textsOf(
  component: 'HEADER' | 'BODY',
  { variables, examples }: TextShape,
  { isNamed }: PartsShape,
  inputField: string,
): ExpectedParameter[] {
  return variables.map((variable, index) => ({
    ...PLAIN,
    component,
    position: isNamed ? null : isNumber(variable) ? Number(variable) : index + 1,
    name: isNamed ? variable : null,
    kind: 'TEXT',
    example: examples.get(variable) ?? null,
    inputField,
  }));
}

function buttonOf(button: ButtonShape, buttonIndex: number, inside: string): ExpectedParameter[] {
  const [subType] = subTypesOf(button) ?? [];
  if (subType === undefined || (subType === 'url' && neededBy(button) === undefined)) return [];
  return [
    {
      ...PLAIN,
      component: 'BUTTON',
      buttonIndex,
      buttonType: button.type,
      kind: BUTTON_KINDS[subType] ?? 'TEXT',
      // Meta documents that the order has to be there, but not with what it refuses a message without it.
      required: neededBy(button) !== undefined || subType === 'order_details',
      example: button.example ?? null,
      inputField: `${inside}buttons.${inputNameOf(subType)}`,
    },
  ];
}
