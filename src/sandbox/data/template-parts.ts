import type { MessageTemplate, TemplateButton, TemplateComponent } from '../model/records';

/** A template as its author wrote it; account, id, language and status come later. */
export interface TemplateDraft {
  readonly name: string;
  readonly category: 'AUTHENTICATION' | 'MARKETING' | 'UTILITY';
  readonly components: TemplateComponent[];
  readonly more?: Partial<MessageTemplate>;
}

/** The body, with an example for each variable in order. */
export function body(text: string, ...examples: readonly string[]): TemplateComponent {
  return { type: 'BODY', text, ...(examples.length > 0 && { example: { body_text: [examples] } }) };
}

/** The body of a template with named variables. */
export function namedBody(text: string, examples: Readonly<Record<string, string>>): TemplateComponent {
  const body_text_named_params = Object.entries(examples).map(([param_name, example]) => ({
    param_name,
    example,
  }));
  return { type: 'BODY', text, example: { body_text_named_params } };
}

export function textHeader(text: string, example?: string): TemplateComponent {
  return { type: 'HEADER', format: 'TEXT', text, ...(example && { example: { header_text: [example] } }) };
}

export function mediaHeader(format: 'IMAGE' | 'VIDEO' | 'DOCUMENT'): TemplateComponent {
  const example = { header_handle: ['https://scontent.whatsapp.net/v/t61.29466-34/sample'] };
  return { type: 'HEADER', format, example };
}

export const locationHeader: TemplateComponent = { type: 'HEADER', format: 'LOCATION' };

export function footer(text: string): TemplateComponent {
  return { type: 'FOOTER', text };
}

export function buttons(...items: TemplateButton[]): TemplateComponent {
  return { type: 'BUTTONS', buttons: items };
}

export function quickReply(text: string): TemplateButton {
  return { type: 'QUICK_REPLY', text };
}

/** A link; `{{1}}` at its end makes it the recipient's own. */
export function link(text: string, url: string): TemplateButton {
  return { type: 'URL', text, url, ...(url.includes('{{1}}') && { example: [url.replace('{{1}}', 'A17')] }) };
}

export function copyCode(example: string): TemplateButton {
  return { type: 'COPY_CODE', text: 'Copy offer code', example: [example] };
}

/** A one-time-password button, as Meta reads it back. */
export function oneTimePassword(kind: 'COPY_CODE' | 'ONE_TAP' | 'ZERO_TAP'): TemplateButton {
  const url = `https://www.whatsapp.com/otp/code/?otp_type=${kind}&code_expiration_minutes=10&code=otp{{1}}`;
  return {
    type: 'URL',
    text: 'Copy code',
    url,
    example: [url.replace('{{1}}', '123456')],
    otp_type: kind,
    ...(kind !== 'COPY_CODE' && {
      autofill_text: 'Autofill',
      supported_apps: [{ package_name: 'com.example.shop', signature_hash: 'K8a/AINcGX7' }],
    }),
  };
}
