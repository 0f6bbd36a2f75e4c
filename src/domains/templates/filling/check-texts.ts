import { type JsonObject, objectOf, textOf } from '../../../common/json';
import { lengthOf } from '../../messages/send/declare/limits';
import { templateText } from '../../messages/send/declare/rules';
import type { Report } from './problem';
import type { PartsShape } from './template-shape';
import { filled, type Values, type VariableText } from './variable-text';

/** Of a filled text that does not stand alone. */
const LONGEST = 1024;
/** Meta's older bound for a body without header, footer and buttons: whether it still counts, its pages do not say. */
const LONGEST_ALONE = 32_768;

type Part = 'header' | 'body';

/** Checks the parameters of a header's or body's text. */
export function checkTexts(
  part: Part,
  text: VariableText,
  parameters: readonly JsonObject[],
  isNamed: boolean,
  report: Report,
  isAlone = false,
): void {
  const { variables } = text;
  if (parameters.length !== variables.length) reportCount(part, variables, parameters, isNamed, report);
  parameters.forEach((parameter, index) => {
    const at = placeOf(part, index);
    const name = textOf(parameter.parameter_name);
    if (isNamed) checkName(name, variables, at, report);
    else if (name !== undefined) {
      report(
        'FORMAT',
        'The variables of the template go by number; leave parameterName out and give the parameters in order.',
        ...at,
        'text',
        'parameterName',
      );
    }
    checkKind(parameter, at, report);
  });
  if (variables.length === 0) return;
  const most = isAlone ? LONGEST_ALONE : LONGEST;
  const whole = filled(text, valuesOf(text, parameters));
  // Nearly every text is so short that its characters need no counting.
  if (whole.length > most && lengthOf(whole) > most) {
    report('TOO_LONG', `The filled ${part} has ${lengthOf(whole)} characters; Meta allows ${most}.`, part);
  }
}

/** What parameters say, by the variable that each fills. */
export function valuesOf({ variables }: VariableText, parameters: readonly JsonObject[]): Values {
  const values = new Map<string, string>();
  parameters.forEach((parameter, index) => {
    const variable = textOf(parameter.parameter_name) ?? variables[index];
    const value = textIn(parameter);
    if (variable !== undefined && value !== undefined) values.set(variable, value);
  });
  return (variable) => values.get(variable);
}

function textIn(parameter: JsonObject): string | undefined {
  const type = textOf(parameter.type)?.toLowerCase();
  if (type === 'currency' || type === 'date_time') return textOf(objectOf(parameter[type]).fallback_value);
  return type === 'group_id' ? textOf(parameter.group_id) : textOf(parameter.text);
}

function reportCount(
  part: Part,
  variables: readonly string[],
  parameters: readonly JsonObject[],
  isNamed: boolean,
  report: Report,
): void {
  const has =
    variables.length === 0 ? 'no variables' : `${variables.length} (${variables.map(braced).join(', ')})`;
  const surplus = parameters.length - variables.length;
  if (surplus > 0) {
    const message = `The ${part} of the template has ${has}, but ${parameters.length} parameters are given; remove ${surplus}.`;
    report('COUNT', message, ...placeOf(part, variables.length));
    return;
  }
  const given = new Set(parameters.map((parameter) => textOf(parameter.parameter_name)));
  const missing = isNamed
    ? variables.filter((variable) => !given.has(variable))
    : variables.slice(parameters.length);
  const message = `The ${part} of the template has ${has}, but ${parameters.length} parameters are given; ${missing.map(braced).join(', ')} missing.`;
  report('COUNT', message, part);
}

function checkName(
  name: string | undefined,
  variables: readonly string[],
  at: readonly (string | number)[],
  report: Report,
): void {
  if (name === undefined) {
    const message = `The variables of the template go by name; say which one this is in parameterName: ${variables.join(', ')}.`;
    report('FORMAT', message, ...at);
  } else if (!variables.includes(name)) {
    const message = `The template has no variable of this name here; it has ${variables.join(', ') || 'none'}.`;
    report('FORMAT', message, ...at, 'text', 'parameterName');
  }
}

const TEXT_KINDS = new Set(['text', 'currency', 'date_time', 'group_id']);

function checkKind(parameter: JsonObject, at: readonly (string | number)[], report: Report): void {
  const kind = String(parameter.type ?? '').toLowerCase();
  if (!TEXT_KINDS.has(kind)) {
    report('FORMAT', `A text stands here in the template; give text instead of ${kind || 'nothing'}.`, ...at);
    return;
  }
  if (kind !== 'text') return;
  const text = textOf(parameter.text) ?? '';
  if (text === '') report('MISSING', 'text is empty; Meta wants something in it.', ...at, 'text', 'text');
  const fault = templateText(text);
  if (fault) report('INVALID', `text ${fault}`, ...at, 'text', 'text');
}

/** A header has one parameter at most, so it is no list. */
function placeOf(part: Part, index: number): (string | number)[] {
  return part === 'header' ? ['header'] : ['body', index];
}

function braced(variable: string): string {
  return `{{${variable}}}`;
}

/** Whether nothing stands beside the body. */
export function isBodyAlone({ header, footer, buttons }: PartsShape): boolean {
  return !header && footer === undefined && !buttons;
}
