import { GraphError, invalidParameter } from '../graph-error';
import { isObject, objectsOf } from '../json';
import type { TemplateButton, TemplateComponent } from '../model/records';
import { variablesOf } from './template-parameters';

/** What is wrong with a template, as Meta tells it: code 100 with a subcode and words for people. */
export function templateFault(subcode: number, userTitle: string, userMessage: string): GraphError {
  return new GraphError(100, 'Invalid parameter', { subcode, transient: false, userTitle, userMessage });
}

function tooLong(what: string, maximum: number): GraphError {
  return templateFault(2388040, 'Character Limit Exceeded', `${what} has more than ${maximum} characters.`);
}

function checkVariables(text: string, what: string, example: unknown): void {
  const variables = variablesOf(text);
  if (variables.length === 0) return;
  if (/^\s*\{\{|\}\}[\s.,!?]*$/.test(text) && what === 'body') {
    throw templateFault(
      2388299,
      "Variables Can't Be at the Start or End",
      'The leading or trailing params are not allowed in this template.',
    );
  }
  if (example === undefined) {
    throw templateFault(
      2388043,
      'Missing Sample Parameters',
      `The ${what} needs an example for its variables.`,
    );
  }
}

function checkButton(button: TemplateButton): TemplateButton {
  const type = String(button.type ?? '').toUpperCase();
  if (String(button.text ?? '').length > 25) throw tooLong('Button text', 25);
  if (String(button.url ?? '').length > 2000) throw tooLong('Button URL', 2000);
  if (type === 'URL' && variablesOf(button.url).length > 0 && button.example === undefined) {
    throw templateFault(2388043, 'Missing Sample Parameters', 'A URL with a variable needs an example.');
  }
  // Meta reads a one-time-password button back as a URL button.
  if (type === 'OTP') {
    const text = button.text ?? 'Copy code';
    const url = `https://www.whatsapp.com/otp/code/?otp_type=${String(button.otp_type ?? 'COPY_CODE')}&code=otp{{1}}`;
    return { ...button, type: 'URL', text, url, example: [url.replace('{{1}}', '123456')] };
  }
  return { ...button, type };
}

function checkComponent(component: Record<string, unknown>, category: string): TemplateComponent {
  const type = String(component.type ?? '').toUpperCase();
  const text = component.text === undefined ? undefined : String(component.text);
  const { format, buttons, cards, example, ...rest } = component;
  const checked: TemplateComponent = { ...rest, type, ...(example === undefined ? {} : { example }) };
  if (format !== undefined) checked.format = String(format).toUpperCase();
  switch (type) {
    case 'HEADER':
      if (checked.format === undefined)
        throw invalidParameter('The parameter components[0][format] is required.');
      if ((text ?? '').length > 60) throw tooLong('Header', 60);
      if (variablesOf(text).length > 1) {
        throw templateFault(2388047, 'Header Format Is Incorrect', 'A header has at most one variable.');
      }
      checkVariables(text ?? '', 'header', example);
      break;
    case 'BODY':
      if (category === 'AUTHENTICATION') {
        checked.text = '*{{1}}* is your verification code.';
        break;
      }
      if (text === undefined || text === '') {
        throw templateFault(2388072, 'Body Format Is Incorrect', 'The body needs a text.');
      }
      if (text.length > 1024) throw tooLong('Body', 1024);
      checkVariables(text, 'body', example);
      break;
    case 'FOOTER':
      if ((text ?? '').length > 60) throw tooLong('Footer', 60);
      if (variablesOf(text).length > 0) {
        throw templateFault(2388073, 'Footer Format Is Incorrect', 'A footer has no variables.');
      }
      break;
    case 'BUTTONS':
      if (!Array.isArray(buttons) || buttons.length === 0 || buttons.length > 10) {
        throw templateFault(2388040, 'Wrong Number of Buttons', 'A template has one to ten buttons.');
      }
      checked.buttons = buttons
        .filter(isObject)
        .map((button) => checkButton({ ...button, type: String(button.type) }));
      break;
    case 'CAROUSEL':
      checked.cards = (Array.isArray(cards) ? cards : []).filter(isObject).map((card) => ({
        components: objectsOf(card.components).map((inner) => checkComponent(inner, category)),
      }));
      break;
    case 'LIMITED_TIME_OFFER':
    case 'CALL_PERMISSION_REQUEST':
      break;
    default:
      throw invalidParameter(
        'Param components[0][type] must be one of {HEADER, BODY, FOOTER, BUTTONS, CAROUSEL, LIMITED_TIME_OFFER, CALL_PERMISSION_REQUEST}',
      );
  }
  return checked;
}

/** The components of a new template, checked and in the form in which they are read back. */
export function componentsOf(value: unknown, category: string): TemplateComponent[] {
  const components = objectsOf(value).map((component) => checkComponent(component, category));
  if (!components.some(({ type }) => type === 'BODY')) {
    throw templateFault(2388072, 'Body Format Is Incorrect', 'A template needs a body.');
  }
  return components;
}
