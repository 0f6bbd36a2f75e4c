import 'reflect-metadata';
import type { JsonObject } from '../../../src/common/json';
import { contentOf } from '../../../src/domains/messages/content/read-content';

function read(message: JsonObject): { kind: string; fields: Record<string, unknown> } {
  const content = contentOf(message);
  return { kind: content.constructor.name, fields: JSON.parse(JSON.stringify(content)) };
}

/** The action of an interactive message: the class it is read as, and its fields. */
function action(type: string, sent: JsonObject): [string, unknown] {
  const content = contentOf({
    type: 'interactive',
    interactive: { type, body: { text: 'Hi' }, action: sent },
  });
  if (!('action' in content)) throw new Error(`read as ${content.constructor.name}`);
  return [content.action.constructor.name, JSON.parse(JSON.stringify(content.action))];
}

describe('the content of outbound messages', () => {
  it('has media that were sent by URL', () => {
    expect(read({ type: 'image', image: { link: 'https://example.com/a.png', caption: 'A' } })).toEqual({
      kind: 'ImageContent',
      fields: {
        media: {
          id: null,
          link: 'https://example.com/a.png',
          mimeType: null,
          sha256: null,
          filename: null,
          phoneNumberId: null,
        },
        caption: 'A',
      },
    });
  });

  it('has pins', () => {
    const pin = { type: 'pin', message_id: 'wamid.1', expiration_days: 7 };
    expect(read({ type: 'pin', pin })).toEqual({
      kind: 'PinContent',
      fields: { messageId: 'wamid.1', pinned: true, expirationDays: 7 },
    });
    expect(read({ type: 'pin', pin: { type: 'unpin', message_id: 'wamid.1' } }).fields).toMatchObject({
      pinned: false,
      expirationDays: null,
    });
  });

  it('has templates with what they were filled in with', () => {
    const { kind, fields } = read({
      type: 'template',
      template: {
        name: 'order_update',
        language: { code: 'en_US' },
        components: [
          { type: 'header', parameters: [{ type: 'image', image: { id: '77' } }] },
          {
            type: 'body',
            parameters: [
              { type: 'text', parameter_name: 'first_name', text: 'Ada' },
              { type: 'currency', currency: { fallback_value: '$10', code: 'USD', amount_1000: 10000 } },
            ],
          },
          {
            type: 'button',
            sub_type: 'quick_reply',
            index: '0',
            parameters: [{ type: 'payload', payload: 'p' }],
          },
          {
            type: 'carousel',
            cards: [
              { card_index: 0, components: [{ type: 'body', parameters: [{ type: 'text', text: 'one' }] }] },
            ],
          },
        ],
      },
    });
    expect(kind).toBe('TemplateContent');
    expect(fields).toMatchObject({
      name: 'order_update',
      languageCode: 'en_US',
      components: [
        { type: 'header', parameters: [{ type: 'image', text: null, media: { id: '77' } }], cards: [] },
        { parameters: [{ parameterName: 'first_name', text: 'Ada', media: null }, { text: '$10' }] },
        { type: 'button', subType: 'quick_reply', index: 0, parameters: [{ text: 'p' }] },
        { type: 'carousel', cards: [{ cardIndex: 0, components: [{ parameters: [{ text: 'one' }] }] }] },
      ],
    });
  });

  it('has interactive messages with header, body, footer', () => {
    const { kind, fields } = read({
      type: 'interactive',
      interactive: {
        type: 'button',
        header: { type: 'document', document: { id: '9', filename: 'a.pdf' } },
        body: { text: 'Choose' },
        footer: { text: 'small' },
        action: { buttons: [{ type: 'reply', reply: { id: 'y', title: 'Yes' } }] },
      },
    });
    expect(kind).toBe('InteractiveContent');
    expect(fields).toMatchObject({
      interactiveType: 'BUTTON',
      interactiveTypeRaw: 'button',
      header: { type: 'document', text: null, media: { id: '9', filename: 'a.pdf' } },
      bodyText: 'Choose',
      footerText: 'small',
      action: { buttons: [{ id: 'y', title: 'Yes' }] },
    });
  });

  it('has the action of every interactive kind', () => {
    expect(
      action('list', {
        button: 'Open',
        sections: [{ title: 'A', rows: [{ id: '1', title: 'One', description: 'd' }] }],
      }),
    ).toEqual([
      'ListAction',
      { buttonText: 'Open', sections: [{ title: 'A', rows: [{ id: '1', title: 'One', description: 'd' }] }] },
    ]);
    expect(
      action('cta_url', { name: 'cta_url', parameters: { display_text: 'Go', url: 'https://a.b' } }),
    ).toEqual(['CtaUrlAction', { displayText: 'Go', url: 'https://a.b' }]);
    expect(
      action('flow', {
        name: 'flow',
        parameters: {
          flow_id: '1',
          flow_cta: 'Book',
          flow_token: 't',
          flow_action: 'navigate',
          flow_action_payload: { screen: 'FIRST', data: { a: 1 } },
        },
      }),
    ).toEqual([
      'FlowMessageAction',
      {
        flowId: '1',
        flowName: null,
        flowCta: 'Book',
        flowToken: 't',
        mode: null,
        flowAction: 'navigate',
        screen: 'FIRST',
        data: { a: 1 },
      },
    ]);
    expect(action('product', { catalog_id: '1', product_retailer_id: 'sku' })[0]).toBe('ProductAction');
    expect(
      action('product_list', {
        catalog_id: '1',
        sections: [{ title: 'A', product_items: [{ product_retailer_id: 'sku' }] }],
      }),
    ).toEqual([
      'ProductListAction',
      { catalogId: '1', sections: [{ title: 'A', productRetailerIds: ['sku'] }] },
    ]);
    expect(action('catalog_message', { name: 'catalog_message' })).toEqual([
      'CatalogMessageAction',
      { thumbnailProductRetailerId: null },
    ]);
    expect(
      action('carousel', {
        cards: [
          {
            card_index: 0,
            type: 'cta_url',
            header: { type: 'image', image: { link: 'https://a.b/c.png' } },
            body: { text: 'first' },
            action: { name: 'cta_url', parameters: { display_text: 'Go', url: 'https://a.b' } },
          },
          {
            card_index: 1,
            action: { buttons: [{ type: 'quick_reply', quick_reply: { id: 'q', title: 'Q' } }] },
          },
        ],
      }),
    ).toMatchObject([
      'CarouselAction',
      {
        cards: [
          {
            cardIndex: 0,
            header: { media: { link: 'https://a.b/c.png' } },
            bodyText: 'first',
            ctaUrl: { displayText: 'Go' },
            buttons: [],
          },
          { cardIndex: 1, ctaUrl: null, buttons: [{ id: 'q', title: 'Q' }] },
        ],
      },
    ]);
    const order = {
      reference_id: 'r1',
      type: 'digital-goods',
      currency: 'INR',
      total_amount: { value: 100, offset: 100 },
    };
    const expected = {
      referenceId: 'r1',
      goodsType: 'digital-goods',
      totalAmount: { value: 100, offset: 100 },
    };
    expect(action('order_details', { name: 'review_and_pay', parameters: order })).toMatchObject([
      'OrderDetailsAction',
      expected,
    ]);
    // Old samples of Meta's have the parameters as text.
    expect(
      action('order_details', { name: 'review_and_pay', parameters: JSON.stringify(order) }),
    ).toMatchObject(['OrderDetailsAction', expected]);
    expect(
      action('order_status', {
        name: 'review_order',
        parameters: { reference_id: 'r1', order: { status: 'shipped', description: 'on its way' } },
      }),
    ).toMatchObject(['OrderStatusAction', { orderStatus: 'shipped', description: 'on its way' }]);
    expect(action('address_message', { parameters: { country: 'IN', values: { city: 'Pune' } } })).toEqual([
      'AddressMessageAction',
      { country: 'IN', values: { city: 'Pune' } },
    ]);
    expect(action('voice_call', { parameters: { ttl_minutes: 60, payload: 'p' } })).toEqual([
      'VoiceCallAction',
      { displayText: null, ttlMinutes: 60, payload: 'p' },
    ]);
    expect(action('location_request_message', { name: 'send_location' })).toEqual([
      'OtherAction',
      { name: 'send_location', raw: { name: 'send_location' } },
    ]);
  });
});
