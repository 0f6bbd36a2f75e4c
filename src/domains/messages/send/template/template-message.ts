import { SendField, SendInput } from '../declare/decorators';
import { languageCode, templateName } from '../declare/rules';
import { TemplateParametersInput, withComponents } from './template-parameters';

@SendInput<TemplateMessageInput>('TemplateMessageInput', {
  description:
    'An approved template and what fills its variables (`template`). Parts of the template without variables are left out.',
  toGraph: ({ name, language, ...parts }) => ({ name, language, ...withComponents(parts) }),
})
export class TemplateMessageInput extends TemplateParametersInput {
  @SendField(() => String, { chars: 512, rule: templateName, description: 'Name of the template.' })
  name!: string;

  @SendField(() => String, {
    rule: languageCode,
    wrap: (code) => ({ policy: 'deterministic', code }),
    description: 'Language of the template, exactly as it was approved: en, en_US, pt_BR, …',
  })
  language!: string;
}
