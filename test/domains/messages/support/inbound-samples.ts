import type { JsonObject } from '../../../../src/common/json';

const file = {
  id: '1003383421387256',
  mime_type: 'image/jpeg',
  sha256: 'SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=',
};
const media = { id: file.id, link: null, mimeType: file.mime_type, sha256: file.sha256, filename: null };

/** Every kind that customers send: the message as Meta sends it, the type it is read as, and fields it must have. */
export const INBOUND_SAMPLES: [
  name: string,
  message: JsonObject,
  kind: string,
  fields: Record<string, unknown>,
][] = [
  [
    'text',
    { type: 'text', text: { body: 'Hallo 👋' } },
    'TextContent',
    { body: 'Hallo 👋', previewUrl: null },
  ],
  [
    'image',
    { type: 'image', image: { ...file, caption: 'Look', url: 'https://lookaside.fbsbx.com/x' } },
    'ImageContent',
    { media, caption: 'Look' },
  ],
  ['video', { type: 'video', video: file }, 'VideoContent', { media, caption: null }],
  ['audio', { type: 'audio', audio: { ...file, voice: true } }, 'AudioContent', { media, voice: true }],
  [
    'sticker',
    { type: 'sticker', sticker: { ...file, animated: true } },
    'StickerContent',
    { media, animated: true },
  ],
  [
    'document',
    { type: 'document', document: { ...file, filename: 'bill.pdf' } },
    'DocumentContent',
    { media: { ...media, filename: 'bill.pdf' } },
  ],
  [
    'location',
    { type: 'location', location: { latitude: 37.44, longitude: -122.16, name: 'Park', address: '1 Way' } },
    'LocationContent',
    { latitude: 37.44, longitude: -122.16, name: 'Park', address: '1 Way', url: null },
  ],
  [
    'location sent as text',
    { type: 'location', location: { latitude: '37.44', longitude: '-122.16' } },
    'LocationContent',
    { latitude: 37.44, longitude: -122.16 },
  ],
  [
    'interactive / button_reply',
    { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } } },
    'ButtonReplyContent',
    { id: 'yes', title: 'Yes' },
  ],
  [
    'interactive / list_reply',
    {
      type: 'interactive',
      interactive: {
        type: 'list_reply',
        list_reply: { id: 'express', title: 'Express', description: 'Next day' },
      },
    },
    'ListReplyContent',
    { id: 'express', title: 'Express', description: 'Next day' },
  ],
  [
    'interactive / nfm_reply',
    {
      type: 'interactive',
      interactive: {
        type: 'nfm_reply',
        nfm_reply: {
          name: 'flow',
          body: 'Sent',
          response_json: '{"flow_token":"t1","rating":5,"order":90071992547409931}',
        },
      },
    },
    'NfmReplyContent',
    {
      name: 'flow',
      body: 'Sent',
      responseJson: '{"flow_token":"t1","rating":5,"order":90071992547409931}',
      responseData: { flow_token: 't1', rating: 5, order: '90071992547409931' },
      flowToken: 't1',
    },
  ],
  [
    'interactive / nfm_reply with broken JSON',
    { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: { response_json: '{oops' } } },
    'NfmReplyContent',
    { responseJson: '{oops', responseData: null, flowToken: null, body: '' },
  ],
  [
    'interactive / call_permission_reply without a message type',
    {
      interactive: {
        type: 'call_permission_reply',
        call_permission_reply: {
          response: 'accept',
          expiration_timestamp: '1754000000',
          response_source: 'user_action',
        },
      },
    },
    'CallPermissionReplyContent',
    {
      response: 'ACCEPT',
      responseRaw: 'accept',
      isPermanent: null,
      expirationTimestamp: '2025-07-31T22:13:20.000Z',
      responseSource: 'USER_ACTION',
      responseSourceRaw: 'user_action',
    },
  ],
  [
    'interactive / payment_method',
    {
      type: 'interactive',
      interactive: {
        type: 'payment_method',
        payment_method: { payment_method: 'offsite_card_pay', reference_id: 'r1', last_four_digits: '1234' },
      },
    },
    'PaymentMethodContent',
    { paymentMethod: 'offsite_card_pay', referenceId: 'r1', lastFourDigits: '1234', credentialId: null },
  ],
  [
    'button',
    { type: 'button', button: { payload: 'STOP', text: 'Stop' } },
    'ButtonContent',
    { payload: 'STOP', text: 'Stop' },
  ],
  [
    'order',
    {
      type: 'order',
      order: {
        catalog_id: '194836987003835',
        text: 'Soon please',
        product_items: [
          { product_retailer_id: 'di9ozbzfi4', quantity: 2, item_price: 30.5, currency: 'USD' },
        ],
      },
    },
    'OrderContent',
    {
      catalogId: '194836987003835',
      text: 'Soon please',
      productItems: [{ productRetailerId: 'di9ozbzfi4', quantity: 2, itemPrice: 30.5, currency: 'USD' }],
    },
  ],
  [
    'reaction',
    { type: 'reaction', reaction: { message_id: 'wamid.1', emoji: '👍' } },
    'ReactionContent',
    { messageId: 'wamid.1', emoji: '👍' },
  ],
  [
    'reaction taken back, emoji absent',
    { type: 'reaction', reaction: { message_id: 'wamid.1' } },
    'ReactionContent',
    { emoji: null },
  ],
  [
    'reaction taken back, emoji empty',
    { type: 'reaction', reaction: { message_id: 'wamid.1', emoji: '' } },
    'ReactionContent',
    { emoji: null },
  ],
  [
    'system, number changed',
    { type: 'system', system: { body: 'User A changed', wa_id: '16505559999', type: 'user_changed_number' } },
    'SystemContent',
    { systemType: 'USER_CHANGED_NUMBER', body: 'User A changed', waId: '16505559999', identity: null },
  ],
  [
    'system, identity changed',
    {
      type: 'system',
      system: { body: 'changed', type: 'customer_identity_changed' },
      identity: { acknowledged: false, created_timestamp: '1754000000', hash: 'abc=' },
    },
    'SystemContent',
    {
      systemType: 'CUSTOMER_IDENTITY_CHANGED',
      identity: { acknowledged: false, createdAt: '2025-07-31T22:13:20.000Z', hash: 'abc=' },
    },
  ],
  [
    'system of a kind to come',
    { type: 'system', system: { type: 'user_changed_planet' } },
    'SystemContent',
    { systemType: 'UNRECOGNIZED', systemTypeRaw: 'user_changed_planet', body: '' },
  ],
  [
    'edit',
    {
      type: 'edit',
      edit: {
        original_message_id: 'wamid.1',
        message: { type: 'image', image: { ...file, caption: 'new' } },
      },
    },
    'EditContent',
    { originalMessageId: 'wamid.1', content: { media, caption: 'new' } },
  ],
  [
    'revoke',
    { type: 'revoke', revoke: { original_message_id: 'wamid.1' } },
    'RevokeContent',
    { originalMessageId: 'wamid.1' },
  ],
  ['request_welcome', { type: 'request_welcome' }, 'RequestWelcomeContent', { welcomeRequested: true }],
  ['media_placeholder', { type: 'media_placeholder' }, 'MediaPlaceholderContent', { mediaPending: true }],
  [
    'unsupported',
    {
      type: 'unsupported',
      unsupported: { type: 'poll' },
      errors: [
        { code: 131051, title: 'Unsupported message type', error_data: { details: 'Not supported.' } },
      ],
    },
    'UnsupportedContent',
    {
      unsupportedType: 'poll',
      errors: [
        {
          code: 131051,
          title: 'Unsupported message type',
          message: null,
          details: 'Not supported.',
          href: null,
        },
      ],
    },
  ],
];
