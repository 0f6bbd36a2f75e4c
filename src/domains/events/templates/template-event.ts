import { InterfaceType } from 'type-graphql';
import { ConcreteType } from '../../../planner/declare';
import { EventType, eventTypeName } from '../event';
import { hasText } from '../fits';
import { IdField, TextField } from '../payload';

@InterfaceType('TemplateEvent', {
  implements: EventType,
  description: 'Something happened to a message template.',
})
@ConcreteType(eventTypeName)
export abstract class TemplateEvent extends EventType {
  @IdField('message_template_id', "The template's id.")
  templateId!: string | null;

  @TextField('message_template_name', "The template's name: the same for all its languages.")
  templateName!: string | null;

  @TextField(
    'message_template_language',
    "The template's language by Meta's code; webhooks spell it `en_US` or `en-US`.",
  )
  templateLanguage!: string | null;
}

/** Whether a payload names a template. */
export const namesTemplate = hasText('message_template_id', 'message_template_name');
