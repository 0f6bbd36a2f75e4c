import { buttons, oneTimePassword, type TemplateDraft } from './template-parts';

function code(name: string, kind: 'COPY_CODE' | 'ONE_TAP' | 'ZERO_TAP'): TemplateDraft {
  return {
    name,
    category: 'AUTHENTICATION',
    components: [
      {
        type: 'BODY',
        text: '*{{1}}* is your verification code. For your security, do not share this code.',
        add_security_recommendation: true,
        example: { body_text: [['123456']] },
      },
      { type: 'FOOTER', text: 'This code expires in 10 minutes.', code_expiration_minutes: 10 },
      buttons(oneTimePassword(kind)),
    ],
    more: { message_send_ttl_seconds: 600 },
  };
}

export const AUTHENTICATION_TEMPLATES: readonly TemplateDraft[] = [
  code('login_code', 'COPY_CODE'),
  code('login_code_one_tap', 'ONE_TAP'),
  code('login_code_zero_tap', 'ZERO_TAP'),
];
