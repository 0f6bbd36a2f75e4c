import { Float, ID } from 'type-graphql';
import { isObject } from '../../../../common/json';
import { SendField, SendInput, SendOneOf } from '../declare/decorators';
import { tagged } from '../declare/forms';
import { currencyCode, opaqueId, templateText } from '../declare/rules';
import { TemplateBodyTextInput } from './text-parameter';

@SendInput('TemplateCurrencyInput', { description: 'A sum of money as a parameter (legacy).' })
export class TemplateCurrencyInput {
  @SendField(() => String, {
    rule: templateText,
    description: 'What is shown when the sum cannot be localised, on one line.',
  })
  fallbackValue!: string;

  @SendField(() => String, { rule: currencyCode, description: 'ISO 4217 code of the currency.' })
  code!: string;

  @SendField(() => Float, {
    meta: 'amount_1000',
    wrap: (amount) => Math.round(Number(amount) * 1000),
    description: 'The sum, in units of the currency; Meta takes thousandths of it (`amount_1000`).',
  })
  amount!: number;
}

@SendInput('TemplateDateTimeInput', { description: 'A date as a parameter (legacy).' })
export class TemplateDateTimeInput {
  @SendField(() => String, {
    rule: templateText,
    description: 'The date as it is shown, on one line: the Cloud API always uses this.',
  })
  fallbackValue!: string;
}

@SendOneOf('TemplateBodyParameterInput', {
  description: "What stands for one variable of a template's body.",
  toGraph: (fields) => (isObject(fields.text) ? { type: 'text', ...fields.text } : tagged(fields)),
})
export class TemplateBodyParameterInput {
  @SendField(() => TemplateBodyTextInput, { optional: true, description: 'A text.' })
  text?: TemplateBodyTextInput | null;

  @SendField(() => TemplateCurrencyInput, {
    optional: true,
    description: 'A sum of money (legacy; prefer `text`).',
  })
  currency?: TemplateCurrencyInput | null;

  @SendField(() => TemplateDateTimeInput, { optional: true, description: 'A date (legacy; prefer `text`).' })
  dateTime?: TemplateDateTimeInput | null;

  @SendField(() => ID, {
    optional: true,
    rule: opaqueId,
    description: 'A group that the template invites to (`group_id`).',
  })
  groupId?: string | null;
}
