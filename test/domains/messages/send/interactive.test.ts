import type { JsonValue } from '../../../../src/common/json';
import type { InteractiveInput } from '../../../../src/domains/messages/send/interactive/interactive';
import { sentAs } from './support/mapped';

const link = 'https://example.com/a.jpg';
const body = { text: 'Body' };
const footer = { text: 'Footer' };

const KINDS: [string, InteractiveInput, JsonValue][] = [
  [
    'button',
    {
      button: {
        header: { image: { link } },
        body: 'Body',
        footer: 'Footer',
        buttons: [
          { id: 'yes', title: 'Yes' },
          { id: 'no', title: 'No' },
        ],
      },
    },
    {
      type: 'button',
      header: { type: 'image', image: { link } },
      body,
      footer,
      action: {
        buttons: [
          { type: 'reply', reply: { id: 'yes', title: 'Yes' } },
          { type: 'reply', reply: { id: 'no', title: 'No' } },
        ],
      },
    },
  ],
  [
    'list',
    {
      list: {
        header: 'Header',
        body: 'Body',
        button: 'Choose',
        sections: [
          { title: 'A', rows: [{ id: 'a1', title: 'A 1', description: 'First' }] },
          { title: 'B', rows: [{ id: 'b1', title: 'B 1' }] },
        ],
      },
    },
    {
      type: 'list',
      header: { type: 'text', text: 'Header' },
      body,
      action: {
        button: 'Choose',
        sections: [
          { title: 'A', rows: [{ id: 'a1', title: 'A 1', description: 'First' }] },
          { title: 'B', rows: [{ id: 'b1', title: 'B 1' }] },
        ],
      },
    },
  ],
  [
    'cta_url',
    { ctaUrl: { header: { text: 'Header' }, body: 'Body', displayText: 'See', url: 'https://example.com' } },
    {
      type: 'cta_url',
      header: { type: 'text', text: 'Header' },
      body,
      action: { name: 'cta_url', parameters: { display_text: 'See', url: 'https://example.com' } },
    },
  ],
  [
    'location_request_message',
    { locationRequest: { body: 'Body' } },
    { type: 'location_request_message', body, action: { name: 'send_location' } },
  ],
  [
    'address_message',
    {
      address: {
        body: 'Body',
        country: 'IN',
        values: { name: 'Asha', phoneNumber: '+919876543210', inPinCode: '400063', houseNumber: '7' },
        savedAddresses: [{ id: 'home', value: { name: 'Asha', inPinCode: '400063' } }],
        validationErrors: [{ field: 'in_pin_code', message: 'We do not deliver there.' }],
      },
    },
    {
      type: 'address_message',
      body,
      action: {
        name: 'address_message',
        parameters: {
          country: 'IN',
          values: { name: 'Asha', phone_number: '+919876543210', in_pin_code: '400063', house_number: '7' },
          saved_addresses: [{ id: 'home', value: { name: 'Asha', in_pin_code: '400063' } }],
          validation_errors: { in_pin_code: 'We do not deliver there.' },
        },
      },
    },
  ],
  [
    'flow',
    {
      flow: {
        body: 'Body',
        flowId: '1',
        flowCta: 'Book',
        flowToken: 't',
        mode: 'draft',
        flowAction: 'navigate',
        flowActionPayload: { screen: 'FIRST', data: { name: 'Pablo' } },
      },
    },
    {
      type: 'flow',
      body,
      action: {
        name: 'flow',
        parameters: {
          flow_message_version: '3',
          flow_id: '1',
          flow_cta: 'Book',
          flow_token: 't',
          mode: 'draft',
          flow_action: 'navigate',
          flow_action_payload: { screen: 'FIRST', data: { name: 'Pablo' } },
        },
      },
    },
  ],
  [
    'product',
    { product: { catalogId: '9', productRetailerId: 'sku' } },
    { type: 'product', action: { catalog_id: '9', product_retailer_id: 'sku' } },
  ],
  [
    'product_list',
    {
      productList: {
        header: 'Header',
        body: 'Body',
        catalogId: '9',
        sections: [{ title: 'A', productRetailerIds: ['a', 'b'] }],
      },
    },
    {
      type: 'product_list',
      header: { type: 'text', text: 'Header' },
      body,
      action: {
        catalog_id: '9',
        sections: [
          { title: 'A', product_items: [{ product_retailer_id: 'a' }, { product_retailer_id: 'b' }] },
        ],
      },
    },
  ],
  [
    'catalog_message',
    { catalog: { body: 'Body', footer: 'Footer', thumbnailProductRetailerId: 'sku' } },
    {
      type: 'catalog_message',
      body,
      footer,
      action: { name: 'catalog_message', parameters: { thumbnail_product_retailer_id: 'sku' } },
    },
  ],
  [
    'catalog_message without thumbnail',
    { catalog: { body: 'Body' } },
    { type: 'catalog_message', body, action: { name: 'catalog_message' } },
  ],
  [
    'carousel with URLs',
    {
      mediaCarousel: {
        body: 'Body',
        cards: [
          { header: { image: { link } }, body: 'One', action: { url: { displayText: 'Buy', url: link } } },
          { header: { video: { id: '1' } }, action: { url: { displayText: 'Buy', url: link } } },
        ],
      },
    },
    {
      type: 'carousel',
      body,
      action: {
        cards: [
          {
            card_index: 0,
            type: 'cta_url',
            header: { type: 'image', image: { link } },
            body: { text: 'One' },
            action: { name: 'cta_url', parameters: { display_text: 'Buy', url: link } },
          },
          {
            card_index: 1,
            type: 'cta_url',
            header: { type: 'video', video: { id: '1' } },
            action: { name: 'cta_url', parameters: { display_text: 'Buy', url: link } },
          },
        ],
      },
    },
  ],
  [
    'carousel with quick replies',
    {
      mediaCarousel: {
        body: 'Body',
        cards: ['a', 'b'].map((id) => ({
          header: { image: { link } },
          action: { quickReplies: [{ id, title: 'More' }] },
        })),
      },
    },
    {
      type: 'carousel',
      body,
      action: {
        cards: ['a', 'b'].map((id, index) => ({
          card_index: index,
          type: 'cta_url',
          header: { type: 'image', image: { link } },
          action: { buttons: [{ type: 'quick_reply', quick_reply: { id, title: 'More' } }] },
        })),
      },
    },
  ],
  [
    'carousel of products',
    { productCarousel: { body: 'Body', catalogId: '9', productRetailerIds: ['a', 'b'] } },
    {
      type: 'carousel',
      body,
      action: {
        cards: ['a', 'b'].map((id, index) => ({
          card_index: index,
          type: 'product',
          action: { product_retailer_id: id, catalog_id: '9' },
        })),
      },
    },
  ],
  [
    'order_status',
    {
      orderStatus: {
        body: 'Body',
        referenceId: 'ref-1',
        order: { status: 'partially-shipped', description: 'On its way' },
        payment: { status: 'captured', timestamp: new Date('2024-07-31T17:47:11Z') },
      },
    },
    {
      type: 'order_status',
      body,
      action: {
        name: 'review_order',
        parameters: {
          reference_id: 'ref-1',
          order: { status: 'partially-shipped', description: 'On its way' },
          payment: { status: 'captured', timestamp: 1722448031 },
        },
      },
    },
  ],
  [
    'call_permission_request',
    { callPermissionRequest: {} },
    { type: 'call_permission_request', action: { name: 'call_permission_request' } },
  ],
  [
    'voice_call',
    { voiceCall: { body: 'Body', displayText: 'Call us', ttlMinutes: 100, payload: 'p' } },
    {
      type: 'voice_call',
      body,
      action: { name: 'voice_call', parameters: { display_text: 'Call us', ttl_minutes: 100, payload: 'p' } },
    },
  ],
  [
    'request_contact_info',
    { requestContactInfo: { body: 'Body' } },
    { type: 'request_contact_info', body, action: { name: 'request_contact_info' } },
  ],
];

describe('interactive messages', () => {
  it.each(KINDS)('sends %s as Meta wants it', (_kind, interactive, expected) => {
    expect(sentAs({ interactive })).toEqual(expected);
  });
});
