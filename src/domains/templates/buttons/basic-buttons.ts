import { Field, Int, ObjectType } from 'type-graphql';
import { MetaField, MetaStruct } from '../../../planner/declare';
import { readInteger, readTexts } from '../../../planner/readers';
import { TemplateButton } from './template-button';

@ObjectType('TemplateQuickReplyButton', {
  implements: TemplateButton,
  simpleResolvers: true,
  description: 'A button that answers with its text.',
})
@MetaStruct()
export class TemplateQuickReplyButton extends TemplateButton {}

@ObjectType('TemplatePhoneNumberButton', {
  implements: TemplateButton,
  simpleResolvers: true,
  description: 'A button that calls a phone number.',
})
@MetaStruct()
export class TemplatePhoneNumberButton extends TemplateButton {
  @Field(() => String, { nullable: true, description: 'The number that is called; up to 20 characters.' })
  @MetaField('phone_number')
  phoneNumber!: string | null;
}

@ObjectType('TemplateCopyCodeButton', {
  implements: TemplateButton,
  simpleResolvers: true,
  description: 'A button that copies a coupon code; the code is given when the template is sent.',
})
@MetaStruct()
export class TemplateCopyCodeButton extends TemplateButton {
  // Meta documents one text and answers a list at times.
  @Field(() => String, { nullable: true, description: 'An example of a code; up to 20 characters.' })
  @MetaField('example', { read: (value) => readTexts(value)[0] ?? null })
  example!: string | null;
}

@ObjectType('TemplateVoiceCallButton', {
  implements: TemplateButton,
  simpleResolvers: true,
  description: 'A button that calls the business on WhatsApp.',
})
@MetaStruct()
export class TemplateVoiceCallButton extends TemplateButton {
  @Field(() => Int, { nullable: true, description: 'How long the button works after delivery, in minutes.' })
  @MetaField('ttl_minutes', { read: readInteger })
  ttlMinutes!: number | null;
}

@ObjectType('TemplateRequestContactInfoButton', {
  implements: TemplateButton,
  simpleResolvers: true,
  description: "A button that shares the recipient's phone number with the business; WhatsApp writes on it.",
})
@MetaStruct()
export class TemplateRequestContactInfoButton extends TemplateButton {}
