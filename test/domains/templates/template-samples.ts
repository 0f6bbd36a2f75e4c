import type { JsonObject } from '../../../src/common/json';

/** Components as Graph answers them, one of every kind, with the GraphQL type each is. */
export const componentSamples: readonly (readonly [string, JsonObject])[] = [
  [
    'TemplateTextHeader',
    { type: 'HEADER', format: 'TEXT', text: 'Our {{1}} is on!', example: { header_text: ['Summer Sale'] } },
  ],
  [
    'TemplateMediaHeader',
    {
      type: 'HEADER',
      format: 'IMAGE',
      example: { header_handle: ['https://scontent.whatsapp.net/v/t61.29466-34/1?ccb=1-7&oe=65'] },
    },
  ],
  ['TemplateMediaHeader', { type: 'HEADER', format: 'VIDEO' }],
  ['TemplateMediaHeader', { type: 'HEADER', format: 'DOCUMENT' }],
  ['TemplateMediaHeader', { type: 'HEADER', format: 'GIF' }],
  ['TemplateLocationHeader', { type: 'HEADER', format: 'LOCATION' }],
  ['TemplateProductHeader', { type: 'HEADER', format: 'PRODUCT' }],
  [
    'TemplateBody',
    {
      type: 'BODY',
      text: 'Hi {{1}}, use code {{2}}.',
      example: { body_text: [['Mark', 'FALL25']] },
    },
  ],
  ['TemplateFooter', { type: 'FOOTER', text: 'Not interested?', code_expiration_minutes: 10 }],
  ['TemplateButtons', { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Stop promotions' }] }],
  [
    'TemplateCarousel',
    {
      type: 'CAROUSEL',
      cards: [
        {
          components: [
            { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::aW1hZ2UvanBn'] } },
            { type: 'BODY', text: 'Rare lemons' },
            { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Buy', url: 'https://example.com/{{1}}' }] },
          ],
        },
      ],
    },
  ],
  [
    'TemplateLimitedTimeOffer',
    { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Expiring offer!', has_expiration: true } },
  ],
  ['TemplateCallPermissionRequest', { type: 'CALL_PERMISSION_REQUEST' }],
  ['UnknownTemplateComponent', { type: 'HOLOGRAM', depth: 3 }],
];

/** Buttons as Graph answers them, one of every kind, with the GraphQL type each is. */
export const buttonSamples: readonly (readonly [string, JsonObject])[] = [
  ['TemplateQuickReplyButton', { type: 'QUICK_REPLY', text: 'Stop promotions' }],
  [
    'TemplateUrlButton',
    {
      type: 'URL',
      text: 'Shop now',
      url: 'https://example.com/shop?promo={{1}}',
      example: ['https://example.com/shop?promo=summer'],
      app_deep_link: { meta_app_id: 2892949377516980, android_deep_link: 'luckyshrub://deals/summer' },
    },
  ],
  ['TemplatePhoneNumberButton', { type: 'PHONE_NUMBER', text: 'Call', phone_number: '+16467043595' }],
  ['TemplateCopyCodeButton', { type: 'COPY_CODE', text: 'Copy offer code', example: ['250FF'] }],
  [
    'TemplateOtpButton',
    {
      type: 'OTP',
      otp_type: 'ONE_TAP',
      text: 'Copy code',
      autofill_text: 'Autofill',
      package_name: 'com.example.luckyshrub',
      signature_hash: 'K8a/AINcGX7',
    },
  ],
  [
    'TemplateFlowButton',
    {
      type: 'FLOW',
      text: 'Sign up',
      flow_id: 1241716336934250,
      flow_action: 'navigate',
      navigate_screen: 'WELCOME',
      icon: 'REVIEW',
    },
  ],
  ['TemplateCatalogButton', { type: 'CATALOG', text: 'View catalog' }],
  ['TemplateMultiProductButton', { type: 'MPM', text: 'View items' }],
  ['TemplateSingleProductButton', { type: 'SPM', text: 'View' }],
  ['TemplateVoiceCallButton', { type: 'VOICE_CALL', text: 'Call now', ttl_minutes: 1440 }],
  ['TemplateOrderDetailsButton', { type: 'ORDER_DETAILS', text: 'Review and Pay' }],
  ['TemplateAppButton', { type: 'APP', text: 'Open', app_deep_link: { android_deep_link: 'luckyshrub://' } }],
  ['TemplateRequestContactInfoButton', { type: 'REQUEST_CONTACT_INFO' }],
  ['UnknownTemplateButton', { type: 'SEND_LOCATION', text: 'Send location' }],
  ['UnknownTemplateButton', { type: 'TELEPORT', where: { to: 'Mars' } }],
];
