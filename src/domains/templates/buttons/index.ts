import {
  TemplateCopyCodeButton,
  TemplatePhoneNumberButton,
  TemplateQuickReplyButton,
  TemplateRequestContactInfoButton,
  TemplateVoiceCallButton,
} from './basic-buttons';
import {
  TemplateCatalogButton,
  TemplateMultiProductButton,
  TemplateOrderDetailsButton,
  TemplateSingleProductButton,
} from './commerce-buttons';
import { TemplateFlowButton } from './flow-button';
import { TemplateAppButton, TemplateUrlButton } from './link-buttons';
import { TemplateOtpButton } from './otp-button';
import { UnknownTemplateButton } from './template-button';

export { TemplateButton, templateButtonTypeOf } from './template-button';

/**
 * Every kind of button, for `orphanedTypes` of the schema: type-graphql adds the implementations of an interface by
 * itself only where the interface is reached without going through the implementations of another one.
 */
export const templateButtonTypes = [
  TemplateQuickReplyButton,
  TemplateUrlButton,
  TemplatePhoneNumberButton,
  TemplateCopyCodeButton,
  TemplateOtpButton,
  TemplateFlowButton,
  TemplateCatalogButton,
  TemplateMultiProductButton,
  TemplateSingleProductButton,
  TemplateVoiceCallButton,
  TemplateOrderDetailsButton,
  TemplateAppButton,
  TemplateRequestContactInfoButton,
  UnknownTemplateButton,
];
