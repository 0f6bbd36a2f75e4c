import { Field, InterfaceType, ObjectType } from 'type-graphql';
import { isObject } from '../../../common/json';
import { ConcreteType, MetaField, MetaStruct } from '../../../planner/declare';
import { MetaEnumField, openEnum, readOpenEnum } from '../../../planner/open-enum';
import { JsonScalar } from '../../graphql/scalars';

export const TemplateButtonType = openEnum(
  'TemplateButtonType',
  'What a button of a message template does.',
  {
    QUICK_REPLY: 'Answers with its text.',
    URL: 'Opens a web page; also how Meta answers one-time passcode buttons.',
    PHONE_NUMBER: 'Calls a phone number.',
    COPY_CODE: 'Copies a coupon code.',
    OTP: 'Copies or fills in a one-time passcode.',
    FLOW: 'Opens a Flow.',
    CATALOG: 'Opens the catalog.',
    MPM: 'Opens a list of products (multi-product message).',
    SPM: 'Opens a product (single-product message).',
    VOICE_CALL: 'Calls the business on WhatsApp.',
    ORDER_DETAILS: 'Opens a bill to be paid.',
    APP: 'Opens an app.',
    REQUEST_CONTACT_INFO: "Shares the recipient's phone number.",
    SEND_LOCATION: "Sends the recipient's location; Meta does not document its shape.",
    REMINDER: 'Sets a reminder; Meta does not document its shape.',
    POSTBACK: 'Answers with a payload; Meta does not document its shape.',
    EXTENSION: 'Opens a Flow (its old name); Meta does not document its shape.',
  },
);

/** Which GraphQL type stands for a kind of button. Kinds of undocumented shape are left to the unknown one. */
const TYPE_OF: Readonly<Record<string, string>> = {
  QUICK_REPLY: 'TemplateQuickReplyButton',
  URL: 'TemplateUrlButton',
  PHONE_NUMBER: 'TemplatePhoneNumberButton',
  COPY_CODE: 'TemplateCopyCodeButton',
  OTP: 'TemplateOtpButton',
  FLOW: 'TemplateFlowButton',
  CATALOG: 'TemplateCatalogButton',
  MPM: 'TemplateMultiProductButton',
  SPM: 'TemplateSingleProductButton',
  VOICE_CALL: 'TemplateVoiceCallButton',
  ORDER_DETAILS: 'TemplateOrderDetailsButton',
  APP: 'TemplateAppButton',
  REQUEST_CONTACT_INFO: 'TemplateRequestContactInfoButton',
};

const readType = readOpenEnum(TemplateButtonType);

/** The GraphQL type of a button as Meta sent it. */
export function templateButtonTypeOf(button: unknown): string {
  const type = isObject(button) ? button.type : undefined;
  return TYPE_OF[readType(type ?? null)] ?? 'UnknownTemplateButton';
}

@InterfaceType('TemplateButton', {
  description: 'A button of a message template.',
})
@ConcreteType(templateButtonTypeOf)
@MetaStruct()
export abstract class TemplateButton {
  @MetaEnumField(TemplateButtonType, 'type', 'What the button does.')
  type!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What is written on it, up to 25 characters; null where WhatsApp itself decides.',
  })
  @MetaField('text')
  text!: string | null;
}

@ObjectType('UnknownTemplateButton', {
  implements: TemplateButton,
  simpleResolvers: true,
  description: 'A button of a kind that this schema has no type for: Meta adds kinds unannounced.',
})
@MetaStruct()
export class UnknownTemplateButton extends TemplateButton {
  @Field(() => JsonScalar, { nullable: true, description: 'The button exactly as Meta sent it.' })
  @MetaField('type', { read: (_, button) => button })
  raw!: unknown;
}
