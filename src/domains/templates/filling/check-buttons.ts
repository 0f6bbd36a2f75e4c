import { textOf } from '../../../common/json';
import { templateText } from '../../messages/send/declare/rules';
import type { ButtonFilling } from './filling';
import type { Report } from './problem';
import type { ButtonShape, PartsShape } from './template-shape';

/** A kind of button: what fills it, and whether Meta refuses a message that does not. */
interface ButtonKind {
  /** Meta's `sub_type`, the same as the input's field in snake_case. */
  subTypes: readonly string[];
  /** Meta's `type` of the parameter that it cannot do without. */
  needs?: (button: ButtonShape) => string | undefined;
}

const KINDS: Readonly<Record<string, ButtonKind>> = {
  QUICK_REPLY: { subTypes: ['quick_reply'] },
  URL: { subTypes: ['url'], needs: ({ url }) => (url && url.variables.length > 0 ? 'text' : undefined) },
  PHONE_NUMBER: { subTypes: [] },
  COPY_CODE: { subTypes: ['copy_code'], needs: () => 'coupon_code' },
  FLOW: { subTypes: ['flow'] },
  CATALOG: { subTypes: ['catalog'] },
  MPM: { subTypes: ['mpm'], needs: () => 'action' },
  SPM: { subTypes: [] },
  ORDER_DETAILS: { subTypes: ['order_details'] },
  VOICE_CALL: { subTypes: ['voice_call'] },
  APP: { subTypes: ['app'] },
  REQUEST_CONTACT_INFO: { subTypes: [] },
};

/** The parameter that a button cannot do without; undefined when it can. */
export function neededBy(button: ButtonShape): string | undefined {
  return KINDS[button.type]?.needs?.(button);
}

/** What a button can be filled with; undefined for kinds that are not known here. */
export function subTypesOf(button: ButtonShape): readonly string[] | undefined {
  return KINDS[button.type]?.subTypes;
}

/** The field of the input that fills a button of this kind: `copy_code` as `copyCode`. */
export function inputNameOf(subType: string): string {
  return subType.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Checks what fills buttons: each that is there, each that has to be. */
export function checkButtons(shape: PartsShape, given: readonly ButtonFilling[], report: Report): void {
  const { buttons, hasUnknown } = shape;
  if (!buttons) {
    given.forEach((_, place) => {
      if (!hasUnknown) report('FORMAT', 'The template has no buttons; leave buttons out.', 'buttons', place);
    });
    return;
  }
  given.forEach((filling, place) => {
    checkButton(buttons, filling, (kind, message, ...at) => report(kind, message, 'buttons', place, ...at));
  });
  buttons.forEach((button, index) => {
    if (neededBy(button) === undefined || given.some((filling) => filling.index === index)) return;
    const field = inputNameOf(subTypesOf(button)?.[0] ?? '');
    const message = `Button ${index} of the template (${button.type}) has to be filled; add { ${field}: { index: ${index}, … } }.`;
    report('MISSING', message, 'buttons');
  });
}

function checkButton(buttons: readonly ButtonShape[], filling: ButtonFilling, report: Report): void {
  const { subType, index, parameters } = filling;
  const field = inputNameOf(subType);
  const button = index === undefined ? buttons.find((one) => takes(one, subType)) : buttons[index];
  if (!button) {
    const has = buttons.map(({ type }, place) => `${place}: ${type}`).join(', ');
    if (index === undefined) report('FORMAT', `The template has no such button; it has ${has}.`, field);
    else report('FORMAT', `The template has no button ${index}; it has ${has}.`, field, 'index');
    return;
  }
  if (!takes(button, subType)) {
    const [wanted] = subTypesOf(button) ?? [];
    const fix =
      wanted === undefined
        ? 'it takes nothing, leave it out'
        : `give ${inputNameOf(wanted)} instead of ${field}`;
    report('FORMAT', `Button ${index} of the template is of the type ${button.type}; ${fix}.`, field);
    return;
  }
  const needed = neededBy(button);
  if (needed === undefined) {
    // Of the other kinds, each takes something that it can do without.
    if (button.url) report('INVALID', `The URL of button ${index} has no variable; leave url out.`, field);
    return;
  }
  const [parameter] = parameters;
  if (!parameter || parameter[needed] === undefined) {
    report('MISSING', `Button ${index} of the template (${button.type}) needs a parameter ${needed}.`, field);
    return;
  }
  const fault = needed === 'action' ? undefined : templateText(textOf(parameter[needed]) ?? '');
  if (fault) {
    const name = inputNameOf(needed);
    report('INVALID', `${name} ${fault}`, field, name);
  }
}

function takes(button: ButtonShape, subType: string): boolean {
  return subTypesOf(button)?.includes(subType) ?? true;
}
