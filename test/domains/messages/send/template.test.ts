import type { JsonValue } from '../../../../src/common/json';
import type { TemplateButtonInput } from '../../../../src/domains/messages/send/template/buttons';
import type { TemplateHeaderInput } from '../../../../src/domains/messages/send/template/header';
import type { TemplateMessageInput } from '../../../../src/domains/messages/send/template/template-message';
import { faultsOf, sentAs } from './support/mapped';
import { indianOrder, indianOrderAsSent } from './support/orders';

const link = 'https://example.com/a.jpg';
const sent = (parts: Omit<TemplateMessageInput, 'name' | 'language'>) =>
  sentAs({ template: { name: 'hello_world', language: 'en_US', ...parts } });
const withComponents = (...components: JsonValue[]) => ({
  name: 'hello_world',
  language: { policy: 'deterministic', code: 'en_US' },
  components,
});

const HEADERS: [string, TemplateHeaderInput, JsonValue][] = [
  ['text', { text: { text: 'Pablo' } }, { type: 'text', text: 'Pablo' }],
  [
    'named text',
    { text: { text: 'Pablo', parameterName: 'first_name' } },
    { type: 'text', text: 'Pablo', parameter_name: 'first_name' },
  ],
  ['image', { image: { link } }, { type: 'image', image: { link } }],
  ['video', { video: { id: '1' } }, { type: 'video', video: { id: '1' } }],
  [
    'document',
    { document: { id: '1', filename: 'a.pdf' } },
    { type: 'document', document: { id: '1', filename: 'a.pdf' } },
  ],
  ['gif', { gif: { id: '1' } }, { type: 'gif', gif: { id: '1' } }],
  [
    'location',
    { location: { latitude: 37.5, longitude: -122.25, name: 'Philz', address: '101 Forest Ave' } },
    {
      type: 'location',
      location: { latitude: '37.5', longitude: '-122.25', name: 'Philz', address: '101 Forest Ave' },
    },
  ],
  [
    'product',
    { product: { productRetailerId: 'sku', catalogId: '9' } },
    { type: 'product', product: { product_retailer_id: 'sku', catalog_id: '9' } },
  ],
];

const BUTTONS: [string, TemplateButtonInput, JsonValue][] = [
  [
    'quick_reply',
    { quickReply: { index: 0, payload: 'p' } },
    { sub_type: 'quick_reply', index: '0', parameters: [{ type: 'payload', payload: 'p' }] },
  ],
  [
    'url',
    { url: { index: 1, text: '482910' } },
    { sub_type: 'url', index: '1', parameters: [{ type: 'text', text: '482910' }] },
  ],
  [
    'copy_code',
    { copyCode: { index: 2, couponCode: 'SAVE25' } },
    { sub_type: 'copy_code', index: '2', parameters: [{ type: 'coupon_code', coupon_code: 'SAVE25' }] },
  ],
  [
    'flow',
    { flow: { index: 0, flowToken: 't', flowActionData: { a: 1 } } },
    {
      sub_type: 'flow',
      index: '0',
      parameters: [{ type: 'action', action: { flow_token: 't', flow_action_data: { a: 1 } } }],
    },
  ],
  [
    'catalog',
    { catalog: { index: 0, thumbnailProductRetailerId: 'sku' } },
    {
      sub_type: 'catalog',
      index: '0',
      parameters: [{ type: 'action', action: { thumbnail_product_retailer_id: 'sku' } }],
    },
  ],
  [
    'mpm',
    {
      mpm: {
        index: 0,
        thumbnailProductRetailerId: 'sku',
        sections: [{ title: 'A', productRetailerIds: ['sku'] }],
      },
    },
    {
      sub_type: 'mpm',
      index: '0',
      parameters: [
        {
          type: 'action',
          action: {
            thumbnail_product_retailer_id: 'sku',
            sections: [{ title: 'A', product_items: [{ product_retailer_id: 'sku' }] }],
          },
        },
      ],
    },
  ],
  [
    'order_details',
    { orderDetails: { index: 0, orderDetails: indianOrder } },
    {
      sub_type: 'order_details',
      index: '0',
      parameters: [{ type: 'action', action: { order_details: indianOrderAsSent } }],
    },
  ],
  [
    'voice_call',
    { voiceCall: { ttlMinutes: 100, payload: 'p' } },
    {
      sub_type: 'voice_call',
      parameters: [
        { type: 'ttl_minutes', ttl_minutes: 100 },
        { type: 'payload', payload: 'p' },
      ],
    },
  ],
];

describe('template messages', () => {
  it('have no components when nothing is filled in', () => {
    expect(sent({})).toEqual({ name: 'hello_world', language: { policy: 'deterministic', code: 'en_US' } });
  });

  it.each(HEADERS)('fill a %s header', (_kind, header, parameter) => {
    expect(sent({ header })).toEqual(withComponents({ type: 'header', parameters: [parameter] }));
  });

  it.each(BUTTONS)('fill a %s button', (_kind, button, component) => {
    expect(sent({ buttons: [button] })).toEqual(withComponents({ type: 'button', ...Object(component) }));
  });

  it('fill the body in order', () => {
    const body = [
      { text: { text: 'Pablo' } },
      { currency: { fallbackValue: '$100.99', code: 'USD', amount: 100.99 } },
      { dateTime: { fallbackValue: 'February 25, 1977' } },
      { groupId: 'Y2FwaV9ncm91cA' },
    ];
    expect(sent({ body })).toEqual(
      withComponents({
        type: 'body',
        parameters: [
          { type: 'text', text: 'Pablo' },
          { type: 'currency', currency: { fallback_value: '$100.99', code: 'USD', amount_1000: 100990 } },
          { type: 'date_time', date_time: { fallback_value: 'February 25, 1977' } },
          { type: 'group_id', group_id: 'Y2FwaV9ncm91cA' },
        ],
      }),
    );
  });

  it('fill the cards of a carousel', () => {
    const card = (id: string) => ({
      header: { image: { id } },
      body: [{ text: { text: '10%' } }],
      buttons: [{ quickReply: { index: 0, payload: id } }],
    });
    const component = (id: string, index: number) => ({
      card_index: index,
      components: [
        { type: 'header', parameters: [{ type: 'image', image: { id } }] },
        { type: 'body', parameters: [{ type: 'text', text: '10%' }] },
        {
          type: 'button',
          sub_type: 'quick_reply',
          index: '0',
          parameters: [{ type: 'payload', payload: id }],
        },
      ],
    });
    expect(sent({ carousel: [card('1'), card('2')] })).toEqual(
      withComponents({ type: 'carousel', cards: [component('1', 0), component('2', 1)] }),
    );
  });

  it('say when an offer ends, how an order stands, and where a tap leads', () => {
    expect(
      sent({
        limitedTimeOffer: { expirationTime: new Date(4_102_444_800_000) },
        orderStatus: { referenceId: 'ref-1', order: { status: 'partially-shipped' } },
        tapTargetConfiguration: { url: 'https://example.com', title: 'Offer' },
      }),
    ).toEqual(
      withComponents(
        {
          type: 'limited_time_offer',
          parameters: [
            { type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: 4_102_444_800_000 } },
          ],
        },
        {
          type: 'order_status',
          parameters: [
            {
              type: 'order_status',
              order_status: { reference_id: 'ref-1', order: { status: 'partially_shipped' } },
            },
          ],
        },
        {
          type: 'tap_target_configuration',
          parameters: [
            {
              type: 'tap_target_configuration',
              tap_target_configuration: [{ url: 'https://example.com', title: 'Offer' }],
            },
          ],
        },
      ),
    );
  });
});

describe('rules of template messages', () => {
  const faults = (parts: Partial<TemplateMessageInput>) =>
    faultsOf({ template: { name: 'hello_world', language: 'en_US', ...parts } });

  it('want a well-formed name and language', () => {
    expect(faults({ name: 'Hello World', language: 'English' })).toEqual([
      'content.template.name',
      'content.template.language',
    ]);
  });

  it('want every text parameter named, or none, and no name twice', () => {
    const named = (text: string, parameterName?: string) => ({
      text: { text, ...(parameterName !== undefined && { parameterName }) },
    });
    expect(faults({ body: [named('a', 'x'), named('b')] })).toEqual([
      'content.template.body.1.text.parameterName',
    ]);
    expect(faults({ body: [named('a', 'x'), named('b', 'x')] })).toEqual([
      'content.template.body.1.text.parameterName',
    ]);
  });

  it.each(['two\nlines', 'a\ttab', 'wide     gap'])('refuse a parameter like %j', (text) => {
    expect(faults({ body: [{ text: { text } }] })).toEqual(['content.template.body.0.text.text']);
    expect(
      faults({
        body: [
          { currency: { fallbackValue: text, code: 'EUR', amount: 1 } },
          { dateTime: { fallbackValue: text } },
        ],
      }),
    ).toEqual([
      'content.template.body.0.currency.fallbackValue',
      'content.template.body.1.dateTime.fallbackValue',
    ]);
  });

  it('count the body of a template that has more than a body', () => {
    const body = [{ text: { text: 'a'.repeat(600) } }, { text: { text: 'b'.repeat(600) } }];
    expect(faults({ body })).toEqual([]);
    expect(faults({ body, header: { text: { text: 'x' } } })).toEqual(['content.template.body']);
  });

  it('fill a button once', () => {
    const buttons = [{ quickReply: { index: 0, payload: 'a' } }, { url: { index: 0, text: 'b' } }];
    expect(faults({ buttons })).toEqual(['content.template.buttons.1']);
    const header = { image: { id: '1' } };
    expect(faults({ carousel: [{ header }, { header, buttons }] })).toEqual([
      'content.template.carousel.1.buttons.1',
    ]);
  });

  it('make no offer that is over', () => {
    const offer = (ms: number) => faults({ limitedTimeOffer: { expirationTime: new Date(Date.now() + ms) } });
    expect(offer(60_000)).toEqual([]);
    for (const ms of [0, -1, -86_400_000])
      expect(offer(ms)).toEqual(['content.template.limitedTimeOffer.expirationTime']);
  });

  it('want cards of the same structure', () => {
    const carousel = [{ header: { image: { id: '1' } } }, { header: { video: { id: '1' } } }];
    expect(faults({ carousel })).toEqual(['content.template.carousel.1']);
  });
});
