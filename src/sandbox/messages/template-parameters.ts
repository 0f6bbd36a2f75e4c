import { isObject, objectsOf } from '../json';
import type { MessageTemplate, TemplateButton, TemplateComponent } from '../model/records';
import { messageError } from './error-codes';

type Sent = Record<string, unknown>;
type Format = MessageTemplate['parameter_format'];

const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;
const HYDRATED_MAXIMUM = 1024;

/** The variables of a text, each once. */
export function variablesOf(text: string | undefined): string[] {
  return [...new Set([...(text ?? '').matchAll(PLACEHOLDER)].map(([, name]) => name ?? ''))];
}

function lower(value: unknown): string {
  return String(value ?? '').toLowerCase();
}

/** Texts in which WhatsApp would lose the layout. */
function checkText(where: string, text: string): void {
  if (text === '') throw messageError(131008, `${where}: Parameter of type text is missing text value`);
  if (/[\n\t]| {5,}/.test(text)) {
    throw messageError(
      132018,
      `${where}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces`,
    );
  }
}

function parameterText(where: string, parameter: Sent): string {
  const type = lower(parameter.type);
  if (type === 'text') {
    checkText(where, String(parameter.text ?? ''));
    return String(parameter.text);
  }
  const legacy = parameter[type];
  if ((type === 'currency' || type === 'date_time') && isObject(legacy)) return String(legacy.fallback_value);
  if (type === 'group_id') return String(parameter.group_id ?? '');
  throw messageError(
    132012,
    `${where}: Format mismatch, expected TEXT, received ${type.toUpperCase() || 'UNKNOWN'}`,
  );
}

function checkVariables(
  where: string,
  text: string | undefined,
  parameters: readonly Sent[],
  format: Format,
): void {
  const variables = variablesOf(text);
  if (parameters.length !== variables.length) {
    throw messageError(
      132000,
      `${where}: number of localizable_params (${parameters.length}) does not match the expected number of params (${variables.length})`,
    );
  }
  let hydrated = text ?? '';
  parameters.forEach((parameter, index) => {
    const name = parameter.parameter_name;
    if (format === 'NAMED' && name === undefined) {
      throw messageError(132012, `${where}: Parameter name is missing or empty`);
    }
    if (format === 'POSITIONAL' && name !== undefined) {
      throw messageError(
        132012,
        `${where}: Parameter name is not allowed in a template with positional parameters`,
      );
    }
    const variable = name === undefined ? (variables[index] ?? '') : String(name);
    if (!variables.includes(variable))
      throw messageError(132012, `${where}: Unknown parameter name ${variable}`);
    hydrated = hydrated.replaceAll(`{{${variable}}}`, parameterText(where, parameter));
  });
  if (hydrated.length > HYDRATED_MAXIMUM) {
    throw messageError(132005, `${where}: Translated text length is greater than ${HYDRATED_MAXIMUM}`);
  }
}

function checkHeader(header: TemplateComponent, sent: Sent | undefined, format: Format): void {
  const parameters = objectsOf(sent?.parameters);
  if (header.format === undefined || header.format === 'TEXT') {
    checkVariables('header', header.text, parameters, format);
    return;
  }
  const received = lower(parameters[0]?.type);
  const expected = header.format.toLowerCase();
  if (received !== expected || !isObject(parameters[0]?.[expected])) {
    throw messageError(
      132012,
      `header: Format mismatch, expected ${header.format}, received ${received.toUpperCase() || 'UNKNOWN'}`,
    );
  }
}

/** The parameter that a button can't do without; undefined when it needs none. */
function neededBy(button: TemplateButton): string | undefined {
  switch (button.type) {
    case 'URL':
      return variablesOf(button.url).length > 0 ? 'text' : undefined;
    case 'COPY_CODE':
      return 'coupon_code';
    case 'MPM':
      return 'action';
    default:
      return undefined;
  }
}

function checkButtons(buttons: readonly TemplateButton[], sent: readonly Sent[]): void {
  const given = new Map(sent.map((component) => [Number(component.index), component]));
  for (const [index, component] of given) {
    if (buttons[index] === undefined) {
      throw messageError(
        132012,
        `buttons: Button at index ${component.index} does not exist in the template`,
      );
    }
  }
  buttons.forEach((button, index) => {
    const needed = neededBy(button);
    const component = given.get(index);
    if (component !== undefined && lower(component.sub_type) !== button.type.toLowerCase()) {
      throw messageError(
        132012,
        `buttons: Button at index ${index} is of type ${button.type}, received ${lower(component.sub_type).toUpperCase()}`,
      );
    }
    if (button.type === 'URL' && needed === undefined && objectsOf(component?.parameters).length > 0) {
      throw messageError(132018, `buttons: Button at index ${index} of type Url does not require parameters`);
    }
    if (needed === undefined) return;
    const parameter = objectsOf(component?.parameters)[0];
    if (parameter === undefined) {
      throw messageError(
        131008,
        `buttons: Button at index ${index} of type ${button.type} requires a parameter`,
      );
    }
    if (lower(parameter.type) !== needed || parameter[needed] === undefined) {
      throw messageError(
        132012,
        `buttons: Format mismatch at index ${index}, expected ${needed.toUpperCase()}, received ${lower(parameter.type).toUpperCase()}`,
      );
    }
    if (needed !== 'action') checkText(`buttons: Button at index ${index}`, String(parameter[needed]));
    if (needed === 'coupon_code' && String(parameter.coupon_code).length > 20) {
      throw messageError(132012, `buttons: Coupon code at index ${index} is longer than 20 characters`);
    }
  });
}

function checkCarousel(carousel: TemplateComponent, sent: Sent | undefined, format: Format): void {
  const cards = carousel.cards ?? [];
  const given = objectsOf(sent?.cards);
  if (given.length !== cards.length) {
    throw messageError(
      132012,
      `carousel: number of cards (${given.length}) does not match the expected number of cards (${cards.length})`,
    );
  }
  cards.forEach((card, index) => {
    const match = given.find((one) => Number(one.card_index) === index) ?? given[index];
    checkComponents(card.components, objectsOf(match?.components), format);
  });
}

function checkComponents(defined: readonly TemplateComponent[], sent: readonly Sent[], format: Format): void {
  const one = (type: string): Sent | undefined => sent.find((component) => lower(component.type) === type);
  for (const component of sent) {
    const type = lower(component.type) === 'button' ? 'buttons' : lower(component.type);
    const settings = ['tap_target_configuration', 'order_status'].includes(type);
    if (!settings && !defined.some((known) => known.type.toLowerCase() === type)) {
      throw messageError(132012, `${type}: the template has no such component`);
    }
  }
  for (const component of defined) {
    switch (component.type) {
      case 'HEADER':
        checkHeader(component, one('header'), format);
        break;
      case 'BODY':
        checkVariables('body', component.text, objectsOf(one('body')?.parameters), format);
        break;
      case 'BUTTONS':
        checkButtons(
          component.buttons ?? [],
          sent.filter((part) => lower(part.type) === 'button'),
        );
        break;
      case 'CAROUSEL':
        checkCarousel(component, one('carousel'), format);
        break;
      case 'LIMITED_TIME_OFFER':
        if (
          isObject(component.limited_time_offer) &&
          component.limited_time_offer.has_expiration === true &&
          objectsOf(one('limited_time_offer')?.parameters).length === 0
        ) {
          throw messageError(131008, 'limited_time_offer: expiration_time_ms is required');
        }
        break;
    }
  }
}

/** Checks what a send fills in against the template's definition, as Meta does before it accepts. */
export function checkTemplateParameters(template: MessageTemplate, components: readonly Sent[]): void {
  checkComponents(template.components, components, template.parameter_format);
}
