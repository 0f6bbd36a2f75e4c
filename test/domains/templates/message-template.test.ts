import 'reflect-metadata';
import { templateButtonTypeOf } from '../../../src/domains/templates/buttons';
import { templateComponentTypeOf } from '../../../src/domains/templates/components';
import { queryOver } from '../../support/declared-schema';
import { buttonSamples, componentSamples } from './template-samples';

const template = {
  id: '9007199254740993',
  name: 'seasonal_promotion',
  language: 'en_US',
  status: 'APPROVED',
  category: 'MARKETING',
  previous_category: 'ACCOUNT_UPDATE',
  parameter_format: 'POSITIONAL',
  quality_score: { score: 'GREEN', date: 1_735_689_600 },
  rejected_reason: 'NONE',
  message_send_ttl_seconds: '43200',
  last_updated_time: '2025-01-01T00:00:00+0000',
  degrees_of_freedom_spec: { creative_features_spec: { image_touchups: { enroll_status: 'OPT_IN' } } },
  components: componentSamples.map(([, component]) => component),
};

describe('template components', () => {
  it.each(componentSamples)('%s: %j', (typeName, component) => {
    expect(templateComponentTypeOf(component)).toBe(typeName);
  });

  it('take lower case, a header without a format, and nonsense', () => {
    expect(templateComponentTypeOf({ type: 'body', text: 'x' })).toBe('TemplateBody');
    expect(templateComponentTypeOf({ type: 'HEADER', text: 'x' })).toBe('TemplateTextHeader');
    expect(templateComponentTypeOf({ type: 'HEADER', format: 'SMELL' })).toBe('UnknownTemplateComponent');
    expect(templateComponentTypeOf({})).toBe('UnknownTemplateComponent');
    expect(templateComponentTypeOf(null)).toBe('UnknownTemplateComponent');
    expect(templateComponentTypeOf({ type: { constructor: 1 } })).toBe('UnknownTemplateComponent');
  });
});

describe('template buttons', () => {
  it.each(buttonSamples)('%s: %j', (typeName, button) => {
    expect(templateButtonTypeOf(button)).toBe(typeName);
  });
});

describe('MessageTemplate', () => {
  it('answers its own fields', async () => {
    const result = await queryOver(
      template,
      `{ template {
        id name status statusRaw category previousCategory previousCategoryRaw parameterFormat
        qualityScore { score date reasons } rejectedReason messageSendTtlSeconds lastUpdatedTime correctCategory
        degreesOfFreedomSpec { creativeFeatures { name enrollStatus } }
      } }`,
    );
    expect(result).toEqual({
      data: {
        template: {
          id: '9007199254740993',
          name: 'seasonal_promotion',
          status: 'APPROVED',
          statusRaw: 'APPROVED',
          category: 'MARKETING',
          previousCategory: 'UNRECOGNIZED',
          previousCategoryRaw: 'ACCOUNT_UPDATE',
          parameterFormat: 'POSITIONAL',
          qualityScore: { score: 'GREEN', date: '2025-01-01T00:00:00.000Z', reasons: null },
          rejectedReason: 'NONE',
          messageSendTtlSeconds: 43_200,
          lastUpdatedTime: '2025-01-01T00:00:00.000Z',
          correctCategory: null,
          degreesOfFreedomSpec: { creativeFeatures: [{ name: 'image_touchups', enrollStatus: 'OPT_IN' }] },
        },
      },
    });
  });

  it('answers components of every kind, carousel cards with theirs', async () => {
    const result = await queryOver(
      template,
      `{ template { components {
        __typename type
        ... on TemplateTextHeader { format text example { positional named { paramName example } } }
        ... on TemplateMediaHeader { format exampleHeaderHandle }
        ... on TemplateBody { text example { positional } addSecurityRecommendation }
        ... on TemplateFooter { text codeExpirationMinutes }
        ... on TemplateButtons { buttons { __typename text } }
        ... on TemplateCarousel { cards { components {
          __typename
          ... on TemplateBody { text }
          ... on TemplateButtons { buttons { text ... on TemplateUrlButton { url } } }
        } } }
        ... on TemplateLimitedTimeOffer { limitedTimeOffer { text hasExpiration } }
        ... on UnknownTemplateComponent { typeRaw raw }
      } } }`,
    );
    expect(result).toEqual({
      data: {
        template: {
          components: [
            {
              __typename: 'TemplateTextHeader',
              type: 'HEADER',
              format: 'TEXT',
              text: 'Our {{1}} is on!',
              example: { positional: ['Summer Sale'], named: null },
            },
            {
              __typename: 'TemplateMediaHeader',
              type: 'HEADER',
              format: 'IMAGE',
              exampleHeaderHandle: ['https://scontent.whatsapp.net/v/t61.29466-34/1?ccb=1-7&oe=65'],
            },
            ...['VIDEO', 'DOCUMENT', 'GIF'].map((format) => ({
              __typename: 'TemplateMediaHeader',
              type: 'HEADER',
              format,
              exampleHeaderHandle: null,
            })),
            { __typename: 'TemplateLocationHeader', type: 'HEADER' },
            { __typename: 'TemplateProductHeader', type: 'HEADER' },
            {
              __typename: 'TemplateBody',
              type: 'BODY',
              text: 'Hi {{1}}, use code {{2}}.',
              example: { positional: ['Mark', 'FALL25'] },
              addSecurityRecommendation: null,
            },
            {
              __typename: 'TemplateFooter',
              type: 'FOOTER',
              text: 'Not interested?',
              codeExpirationMinutes: 10,
            },
            {
              __typename: 'TemplateButtons',
              type: 'BUTTONS',
              buttons: [{ __typename: 'TemplateQuickReplyButton', text: 'Stop promotions' }],
            },
            {
              __typename: 'TemplateCarousel',
              type: 'CAROUSEL',
              cards: [
                {
                  components: [
                    { __typename: 'TemplateMediaHeader' },
                    { __typename: 'TemplateBody', text: 'Rare lemons' },
                    {
                      __typename: 'TemplateButtons',
                      buttons: [{ text: 'Buy', url: 'https://example.com/{{1}}' }],
                    },
                  ],
                },
              ],
            },
            {
              __typename: 'TemplateLimitedTimeOffer',
              type: 'LIMITED_TIME_OFFER',
              limitedTimeOffer: { text: 'Expiring offer!', hasExpiration: true },
            },
            { __typename: 'TemplateCallPermissionRequest', type: 'CALL_PERMISSION_REQUEST' },
            {
              __typename: 'UnknownTemplateComponent',
              type: 'UNRECOGNIZED',
              typeRaw: 'HOLOGRAM',
              raw: { type: 'HOLOGRAM', depth: 3 },
            },
          ],
        },
      },
    });
  });

  it('answers examples by name', async () => {
    const named = { body_text_named_params: [{ param_name: 'first_name', example: 'Pablo' }] };
    const result = await queryOver(
      { id: '1', components: [{ type: 'BODY', text: 'Hi {{first_name}}', example: named }] },
      '{ template { components { ... on TemplateBody { example { positional named { paramName example } } } } } }',
    );
    const example = { positional: null, named: [{ paramName: 'first_name', example: 'Pablo' }] };
    expect(result).toEqual({ data: { template: { components: [{ example }] } } });
  });

  it('answers buttons of every kind', async () => {
    const result = await queryOver(
      { id: '1', components: [{ type: 'BUTTONS', buttons: buttonSamples.map(([, button]) => button) }] },
      `{ template { components { ... on TemplateButtons { buttons {
        __typename type text
        ... on TemplateUrlButton { url urlExample: example appDeepLink { metaAppId androidDeepLink } }
        ... on TemplatePhoneNumberButton { phoneNumber }
        ... on TemplateCopyCodeButton { codeExample: example }
        ... on TemplateOtpButton { otpType autofillText supportedApps { packageName signatureHash } }
        ... on TemplateFlowButton { flowId flowAction flowActionRaw navigateScreen icon }
        ... on TemplateVoiceCallButton { ttlMinutes }
        ... on TemplateAppButton { appDeepLink { androidDeepLink } }
        ... on UnknownTemplateButton { typeRaw raw }
      } } } } }`,
    );
    const plain = (__typename: string, type: string, text: string | null) => ({ __typename, type, text });
    expect(result).toEqual({
      data: {
        template: {
          components: [
            {
              buttons: [
                plain('TemplateQuickReplyButton', 'QUICK_REPLY', 'Stop promotions'),
                {
                  ...plain('TemplateUrlButton', 'URL', 'Shop now'),
                  url: 'https://example.com/shop?promo={{1}}',
                  urlExample: ['https://example.com/shop?promo=summer'],
                  appDeepLink: {
                    metaAppId: '2892949377516980',
                    androidDeepLink: 'luckyshrub://deals/summer',
                  },
                },
                {
                  ...plain('TemplatePhoneNumberButton', 'PHONE_NUMBER', 'Call'),
                  phoneNumber: '+16467043595',
                },
                { ...plain('TemplateCopyCodeButton', 'COPY_CODE', 'Copy offer code'), codeExample: '250FF' },
                {
                  ...plain('TemplateOtpButton', 'OTP', 'Copy code'),
                  otpType: 'ONE_TAP',
                  autofillText: 'Autofill',
                  supportedApps: [{ packageName: 'com.example.luckyshrub', signatureHash: 'K8a/AINcGX7' }],
                },
                {
                  ...plain('TemplateFlowButton', 'FLOW', 'Sign up'),
                  flowId: '1241716336934250',
                  flowAction: 'NAVIGATE',
                  flowActionRaw: 'navigate',
                  navigateScreen: 'WELCOME',
                  icon: 'REVIEW',
                },
                plain('TemplateCatalogButton', 'CATALOG', 'View catalog'),
                plain('TemplateMultiProductButton', 'MPM', 'View items'),
                plain('TemplateSingleProductButton', 'SPM', 'View'),
                { ...plain('TemplateVoiceCallButton', 'VOICE_CALL', 'Call now'), ttlMinutes: 1440 },
                plain('TemplateOrderDetailsButton', 'ORDER_DETAILS', 'Review and Pay'),
                {
                  ...plain('TemplateAppButton', 'APP', 'Open'),
                  appDeepLink: { androidDeepLink: 'luckyshrub://' },
                },
                plain('TemplateRequestContactInfoButton', 'REQUEST_CONTACT_INFO', null),
                {
                  ...plain('UnknownTemplateButton', 'SEND_LOCATION', 'Send location'),
                  typeRaw: 'SEND_LOCATION',
                  raw: { type: 'SEND_LOCATION', text: 'Send location' },
                },
                {
                  ...plain('UnknownTemplateButton', 'UNRECOGNIZED', null),
                  typeRaw: 'TELEPORT',
                  raw: { type: 'TELEPORT', where: { to: 'Mars' } },
                },
              ],
            },
          ],
        },
      },
    });
  });
});
