import { SendField, SendInput } from '../declare/decorators';
import { templateText } from '../declare/rules';

const PARAMETER_NAME = {
  optional: true,
  chars: 512,
  description:
    'The variable, for templates with named parameters (`parameter_name`). Leave it out for {{1}}, {{2}}, …',
} as const;

@SendInput('TemplateHeaderTextInput', { description: "The variable of a template's text header." })
export class TemplateHeaderTextInput {
  @SendField(() => String, {
    chars: 60,
    rule: templateText,
    description: 'What stands for the variable, on one line.',
  })
  text!: string;

  @SendField(() => String, PARAMETER_NAME)
  parameterName?: string | null;
}

@SendInput('TemplateBodyTextInput', { description: "A variable of a template's body." })
export class TemplateBodyTextInput {
  @SendField(() => String, {
    chars: 32_768,
    rule: templateText,
    description: 'What stands for the variable, on one line. The filled body may have 1,024 characters.',
  })
  text!: string;

  @SendField(() => String, PARAMETER_NAME)
  parameterName?: string | null;
}
