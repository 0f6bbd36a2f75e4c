import { ObjectType } from 'type-graphql';
import { TemplateButtonType } from '../../templates/buttons/template-button';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { EnumField, PartsField, TextField } from '../payload';
import { namesTemplate, TemplateEvent } from './template-event';

@ObjectType({
  simpleResolvers: true,
  description: 'A button of a message template, as an event tells of it.',
})
export class UpdatedTemplateButton {
  @EnumField(TemplateButtonType, 'message_template_button_type', 'What it does.')
  type!: string | null;
  typeRaw!: string | null;

  @TextField('message_template_button_text', 'What is written on it.')
  text!: string | null;

  @TextField('message_template_button_url', 'The web page it opens.')
  url!: string | null;

  @TextField('message_template_button_phone_number', 'The phone number it calls.')
  phoneNumber!: string | null;
}

@ObjectType({
  implements: [EventType, TemplateEvent],
  simpleResolvers: true,
  description: 'A message template was edited (`message_template_components_update`).',
})
export class TemplateComponentsUpdated extends TemplateEvent {
  @TextField('message_template_title', 'The text of its header.')
  headerText!: string | null;

  @TextField('message_template_element', 'The text of its body.')
  bodyText!: string | null;

  @TextField('message_template_footer', 'The text of its footer.')
  footerText!: string | null;

  @PartsField(() => UpdatedTemplateButton, 'message_template_buttons', 'Its buttons.')
  buttons!: UpdatedTemplateButton[];
}

export const templateComponentsUpdated = declaredEvent({
  kind: 'TEMPLATE_COMPONENTS_UPDATED',
  type: TemplateComponentsUpdated,
  description: 'A message template was edited',
  fields: ['message_template_components_update'],
  fits: namesTemplate,
});
