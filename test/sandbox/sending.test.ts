import { type Sandbox, startSandbox } from '../../src/sandbox';
import { MAGIC_NUMBERS } from '../../src/sandbox/magic-numbers';
import { at, GraphClient, PHONE_NUMBER } from './support/client';

const TO = '16505551234';

function template(name: string, components: unknown[] = [], code = 'en_US') {
  return { to: TO, type: 'template', template: { name, language: { code }, components } };
}

const text = (value: string) => ({ type: 'text', text: value });

/** An order of two loaves at a reduced price, with one sum of it as a test wants it. */
function order(sums: { subtotal?: number; total?: number } = {}) {
  const amount = (value: number) => ({ value, offset: 100 });
  return {
    type: 'interactive',
    interactive: {
      type: 'order_details',
      body: { text: 'Your order' },
      action: {
        name: 'review_and_pay',
        parameters: {
          reference_id: 'ref-1',
          type: 'digital-goods',
          currency: 'INR',
          total_amount: amount(sums.total ?? 2150),
          order: {
            status: 'pending',
            items: [
              { name: 'bread', amount: amount(1500), sale_amount: amount(1000), quantity: 2 },
              { name: 'bag', amount: amount(50), quantity: 1 },
            ],
            subtotal: amount(sums.subtotal ?? 2050),
            tax: amount(100),
            shipping: amount(50),
            discount: amount(50),
          },
        },
      },
    },
  };
}

describe('sending through the sandbox', () => {
  let sandbox: Sandbox;
  let graph: GraphClient;

  beforeAll(async () => {
    sandbox = await startSandbox({ redeliveryDelaysMs: [], webhookUrl: 'http://127.0.0.1:9/' });
    graph = new GraphClient(sandbox);
  });
  afterAll(() => sandbox.close());

  it('accepts a message and names recipient and message', async () => {
    const { status, body } = await graph.send({
      to: '+1 (650) 555-1234',
      type: 'text',
      text: { body: 'Hello' },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      messaging_product: 'whatsapp',
      contacts: [{ input: '+1 (650) 555-1234', wa_id: TO, user_id: expect.stringMatching(/^US\.\d+$/) }],
      messages: [{ id: expect.stringMatching(/^wamid\.[\w+/=]+$/) }],
    });
  });

  it.each<[string, Record<string, unknown>]>([
    ['image', { image: { link: 'https://example.com/a.jpg', caption: 'A' } }],
    ['document', { document: { id: '2762702990552401', filename: 'order.txt' } }],
    ['location', { location: { latitude: '37.48', longitude: -122.1, name: 'HQ', address: '1 Way' } }],
    [
      'contacts',
      { contacts: [{ name: { formatted_name: 'A B', first_name: 'A' }, phones: [{ phone: '+1650' }] }] },
    ],
    ['reaction', { reaction: { message_id: 'wamid.x', emoji: '' } }],
    [
      'interactive',
      {
        interactive: {
          type: 'button',
          body: { text: 'Q' },
          action: { buttons: [{ type: 'reply', reply: { id: '1', title: 'Yes' } }] },
        },
      },
    ],
    [
      'interactive',
      {
        interactive: {
          type: 'list',
          body: { text: 'Q' },
          action: { button: 'Open', sections: [{ rows: [{ id: '1', title: 'Yes' }] }] },
        },
      },
    ],
    [
      'interactive',
      {
        interactive: {
          type: 'cta_url',
          body: { text: 'Q' },
          action: { name: 'cta_url', parameters: { display_text: 'Go', url: 'https://example.com' } },
        },
      },
    ],
    [
      'interactive',
      {
        interactive: {
          type: 'flow',
          body: { text: 'Q' },
          action: {
            name: 'flow',
            parameters: { flow_message_version: '3', flow_id: '1184620953772418', flow_cta: 'Go' },
          },
        },
      },
    ],
    [
      'interactive',
      {
        interactive: {
          type: 'location_request_message',
          body: { text: 'Where?' },
          action: { name: 'send_location' },
        },
      },
    ],
  ])('accepts %s', async (type, content) => {
    expect((await graph.send({ to: TO, type, ...content })).body).toHaveProperty('messages');
  });

  it('accepts an order that adds up', async () => {
    expect((await graph.send({ to: TO, ...order() })).body).toHaveProperty('messages');
  });

  it('accepts a template of each kind', async () => {
    const header = (type: string) => ({
      type: 'header',
      parameters: [{ type, [type]: { link: 'https://example.com/x' } }],
    });
    const body = (...values: string[]) => ({ type: 'body', parameters: values.map(text) });
    const button = (sub_type: string, index: number, parameter: unknown) => ({
      type: 'button',
      sub_type,
      index: String(index),
      parameters: [parameter],
    });
    const card = (card_index: number) => ({
      card_index,
      components: [header('image'), body('20%'), button('url', 1, text('p1'))],
    });
    const messages = [
      template('hello_world'),
      template('order_confirmation', [
        { type: 'header', parameters: [text('A17')] },
        body('Ann', 'Friday'),
        button('url', 0, text('A17')),
      ]),
      template('shipping_update', [
        {
          type: 'body',
          parameters: ['first_name', 'tracking_number', 'day'].map((parameter_name) => ({
            ...text('x'),
            parameter_name,
          })),
        },
      ]),
      template('payment_receipt', [header('document'), body('USD 3')]),
      template('summer_sale', [
        header('image'),
        body('Ann', '25%'),
        button('url', 0, text('x')),
        button('copy_code', 1, { type: 'coupon_code', coupon_code: 'SAVE' }),
      ]),
      template('login_code', [body('123456'), button('url', 0, text('123456'))]),
      template('spring_carousel', [body('Ann'), { type: 'carousel', cards: [card(0), card(1), card(2)] }]),
      template('flash_offer', [
        header('image'),
        {
          type: 'limited_time_offer',
          parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: 1 } }],
        },
        body('Ann', '25%'),
        button('copy_code', 0, { type: 'coupon_code', coupon_code: 'SAVE' }),
        button('url', 1, text('x')),
      ]),
    ];
    for (const message of messages) {
      expect((await graph.send(message)).body).toMatchObject({ messages: [{ message_status: 'accepted' }] });
    }
  });

  it.each<[string, Record<string, unknown>, number]>([
    ['nothing to send to', { type: 'text', text: { body: 'x' } }, 131008],
    ['an invalid number', { to: 'nobody', text: { body: 'x' } }, 131009],
    ['itself', { to: '+1 555-078-3881', text: { body: 'x' } }, 131021],
    ['no content', { to: TO, type: 'image' }, 131008],
    ['no text body', { to: TO, type: 'text', text: {} }, 131008],
    ['a text that is too long', { to: TO, text: { body: 'x'.repeat(4097) } }, 100],
    ['an unknown type', { to: TO, type: 'poll', poll: {} }, 100],
    ['both id and link', { to: TO, type: 'image', image: { id: '1', link: 'https://a.example' } }, 131009],
    ['an unknown media id', { to: TO, type: 'image', image: { id: '1' } }, 131009],
    [
      'four buttons',
      {
        to: TO,
        type: 'interactive',
        interactive: {
          type: 'button',
          body: { text: 'Q' },
          action: {
            buttons: [1, 2, 3, 4].map((id) => ({ type: 'reply', reply: { id: `${id}`, title: `${id}` } })),
          },
        },
      },
      131009,
    ],
    ['an order with a wrong subtotal', { to: TO, ...order({ subtotal: 3050, total: 3150 }) }, 131009],
    ['an order with a wrong total', { to: TO, ...order({ total: 2151 }) }, 131009],
    ['an unknown template', template('nonexistent'), 132001],
    ['a language that it lacks', template('hello_world', [], 'fr'), 132001],
    ['a pending template', template('spring_teaser'), 132001],
    ['a paused template', template('winter_sale'), 132015],
    ['a disabled template', template('winter_sale_last_call'), 132016],
    ['too few parameters', template('card_blocked'), 132000],
    ['too many parameters', template('hello_world', [{ type: 'body', parameters: [text('x')] }]), 132000],
    ['the wrong header', template('payment_receipt', [{ type: 'header', parameters: [text('x')] }]), 132012],
    [
      'unnamed parameters',
      template('shipping_update', [{ type: 'body', parameters: ['a', 'b', 'c'].map(text) }]),
      132012,
    ],
    ['a newline', template('card_blocked', [{ type: 'body', parameters: [text('a\nb')] }]), 132018],
    [
      'too long a parameter',
      template('card_blocked', [{ type: 'body', parameters: [text('a'.repeat(1024))] }]),
      132005,
    ],
    ['no button parameter', template('login_code', [{ type: 'body', parameters: [text('1')] }]), 131008],
    [
      'a code to a BSUID',
      {
        ...template('login_code', [
          { type: 'body', parameters: [text('1')] },
          { type: 'button', sub_type: 'url', index: 0, parameters: [text('1')] },
        ]),
        to: undefined,
        recipient: 'US.13491208655302741918',
      },
      131062,
    ],
  ])('refuses %s', async (_title, message, code) => {
    const { status, body } = await graph.send(message);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(at(body, 'error', 'code')).toBe(code);
  });

  it('refuses to send from a number that is not registered, until it is', async () => {
    const pending = sandbox
      .description()
      .accounts[0]?.phoneNumbers.find(({ throughput }) => throughput === 'NOT_APPLICABLE');
    const message = { to: TO, text: { body: 'x' } };
    expect(at((await graph.send(message, pending?.id)).body, 'error', 'code')).toBe(133010);
    await graph.post(`/${pending?.id}/register`, { messaging_product: 'whatsapp', pin: '123456' });
    expect((await graph.send(message, pending?.id)).status).toBe(200);
  });

  it.each(
    MAGIC_NUMBERS.filter(({ effect }) => effect === 'refused').map(({ number, code }) => [code, number]),
  )('answers %s at once for its magic number', async (code, number) => {
    const { body } = await graph.send({ to: number, text: { body: 'x' } });
    expect(at(body, 'error', 'code')).toBe(code);
  });

  it('takes user ids and groups', async () => {
    const user = 'US.13491208655302741918';
    expect((await graph.send({ recipient: user, text: { body: 'x' } })).body).toMatchObject({
      contacts: [{ input: user, user_id: user }],
    });
    const group = 'Y2FwaV9ncm91cDoxNzA1NTU1';
    expect(
      (await graph.send({ recipient_type: 'group', to: group, text: { body: 'x' } })).body,
    ).toMatchObject({
      messages: [{ id: expect.any(String), group_id: group }],
    });
  });

  it('marks a received message as read', async () => {
    const { body } = await graph.post('/sandbox/messages', {
      phoneNumberId: PHONE_NUMBER,
      from: TO,
      text: { body: 'Hi' },
    });
    const message_id = at(body, 'id');
    expect(
      (await graph.send({ status: 'read', message_id, typing_indicator: { type: 'text' } })).body,
    ).toEqual({ success: true });
    expect((await graph.send({ status: 'read', message_id: 'wamid.none' })).status).toBe(400);
  });

  it('blocks users', async () => {
    const body = { messaging_product: 'whatsapp', block_users: [{ user: '16505559999' }] };
    expect((await graph.post(`/${PHONE_NUMBER}/block_users`, body)).body).toMatchObject({
      block_users: { added_users: [{ wa_id: '16505559999' }] },
    });
    expect(at((await graph.send({ to: '16505559999', text: { body: 'x' } })).body, 'error', 'code')).toBe(
      130403,
    );
  });
});
