import 'reflect-metadata';
import { isObject, type JsonObject } from '../../../src/common/json';
import { noteFault } from '../../../src/graph/faults';
import { TEMPLATES } from '../../../src/sandbox/data/templates';
import { queryOver } from '../../support/declared-schema';
import { fieldsAskedBy } from '../../support/plan-of';

/** A template of the sandbox, as Graph answers it. */
function seeded(name: string): JsonObject {
  const node: unknown = JSON.parse(JSON.stringify(TEMPLATES.find((one) => one.name === name)));
  if (!isObject(node)) throw new Error(`no template ${name}`);
  return node;
}

async function answered(template: JsonObject, selection: string): Promise<unknown> {
  const result = await queryOver(template, `{ template { ${selection} } }`);
  if (!isObject(result) || result.errors) throw new Error(JSON.stringify(result));
  return isObject(result.data) ? result.data.template : undefined;
}

const PARAMETERS =
  'parameters { component cardIndex buttonIndex buttonType position name kind required example inputField }';
const parameter = (more: JsonObject) => ({
  cardIndex: null,
  buttonIndex: null,
  buttonType: null,
  position: null,
  name: null,
  required: true,
  example: null,
  ...more,
});

describe('parameters', () => {
  it('lists what goes by number, a header, a button', async () => {
    expect(await answered(seeded('order_confirmation'), PARAMETERS)).toEqual({
      parameters: [
        parameter({
          component: 'HEADER',
          position: 1,
          kind: 'TEXT',
          example: 'A17-2291',
          inputField: 'header.text',
        }),
        parameter({
          component: 'BODY',
          position: 1,
          kind: 'TEXT',
          example: 'Jessica',
          inputField: 'body.text',
        }),
        parameter({
          component: 'BODY',
          position: 2,
          kind: 'TEXT',
          example: 'Friday',
          inputField: 'body.text',
        }),
        parameter({
          component: 'BUTTON',
          buttonIndex: 0,
          buttonType: 'URL',
          kind: 'TEXT',
          example: 'https://shop.example/orders/A17',
          inputField: 'buttons.url',
        }),
      ],
    });
  });

  it('lists what goes by name', async () => {
    expect(
      await answered(seeded('newsletter_welcome'), 'parameters { name position example required kind }'),
    ).toEqual({
      parameters: [
        { name: 'first_name', position: null, example: 'Jessica', required: true, kind: 'TEXT' },
        { name: 'store', position: null, example: 'our Seattle store', required: true, kind: 'TEXT' },
        { name: null, position: null, example: null, required: false, kind: 'PAYLOAD' },
      ],
    });
  });

  it.each([
    [
      'flash_offer',
      ['header.image', 'body.text', 'body.text', 'buttons.copyCode', 'buttons.url', 'limitedTimeOffer'],
    ],
    ['picked_for_you', ['header.text', 'body.text', 'buttons.mpm']],
    ['order_to_pay', ['header.image', 'body.text', 'buttons.orderDetails']],
    ['order_status_update', ['body.text', 'orderStatus']],
    ['pickup_location', ['header.location', 'body.text', 'body.text']],
    ['support_ticket', ['body.text', 'body.text', 'buttons.quickReply']],
    ['login_code', ['body.text', 'buttons.url']],
    ['hello_world', []],
  ])('says where each goes: %s', async (name, fields) => {
    expect(await answered(seeded(name), 'parameters { inputField }')).toEqual({
      parameters: fields.map((inputField) => ({ inputField })),
    });
  });

  it('lists the cards of a carousel', async () => {
    const { parameters } = (await answered(seeded('spring_carousel'), PARAMETERS)) as {
      parameters: JsonObject[];
    };
    expect(parameters.map(({ cardIndex, inputField }) => [cardIndex, inputField])).toEqual([
      [null, 'body.text'],
      ...[0, 1, 2].flatMap((card) =>
        [
          'carousel.header.image',
          'carousel.body.text',
          'carousel.buttons.quickReply',
          'carousel.buttons.url',
        ].map((field) => [card, field]),
      ),
    ]);
  });

  it('asks Graph for what it is made of, and nothing else', () => {
    expect(fieldsAskedBy('{ template { preview { body } name } }')).toBe(
      'id,components,parameter_format,name',
    );
  });

  it('are null where Graph leaves the components out, an error where it refuses them', async () => {
    const template: JsonObject = { id: '1', name: 'a' };
    const query = '{ template { name parameters { kind } } }';
    expect(await queryOver(template, query)).toEqual({ data: { template: { name: 'a', parameters: null } } });
    noteFault(template, { path: ['components'], error: new Error('not for you') });
    expect(await queryOver(template, query)).toMatchObject({
      data: { template: { name: 'a', parameters: null } },
      errors: [{ message: 'not for you', path: ['template', 'parameters'] }],
    });
  });
});

const PREVIEW = `header { format text mediaId link } body footer limitedTimeOffer { text expirationTime }
  buttons { type text url code } cards { header { format link } body buttons { type url } }
  userErrors { field code metaCode }`;

describe('preview', () => {
  it('shows the examples of the author', async () => {
    expect(await answered(seeded('order_confirmation'), `preview { ${PREVIEW} }`)).toEqual({
      preview: {
        header: { format: 'TEXT', text: 'Order A17-2291', mediaId: null, link: null },
        body: 'Hi Jessica, thank you for your order. We expect it to leave us on Friday. You will hear from us.',
        footer: 'You get this because you ordered with us',
        limitedTimeOffer: null,
        buttons: [{ type: 'URL', text: 'Track order', url: 'https://shop.example/orders/A17', code: null }],
        cards: null,
        userErrors: [],
      },
    });
  });

  it('shows what is given', async () => {
    const parameters = `{
      header: { image: { id: "7" } }
      body: [{ text: { text: "Jo" } }, { text: { text: "30%" } }]
      buttons: [{ copyCode: { index: 0, couponCode: "SAVE30" } }, { url: { index: 1, text: "x" } }]
      limitedTimeOffer: { expirationTime: "2099-01-02T03:04:05Z" }
    }`;
    expect(
      await answered(seeded('flash_offer'), `preview(parameters: ${parameters}) { ${PREVIEW} }`),
    ).toEqual({
      preview: {
        header: { format: 'IMAGE', text: null, mediaId: '7', link: null },
        body: 'Good news, Jo! Use the code below and get 30% off.',
        footer: null,
        limitedTimeOffer: { text: 'Expiring soon!', expirationTime: '2099-01-02T03:04:05.000Z' },
        buttons: [
          { type: 'COPY_CODE', text: 'Copy offer code', url: null, code: 'SAVE30' },
          { type: 'URL', text: 'Book now', url: 'https://shop.example/offers?code=x', code: null },
        ],
        cards: null,
        userErrors: [],
      },
    });
  });

  it('shows cards and places', async () => {
    const card =
      '{ header: { image: { link: "https://a.example/1.jpg" } } body: [{ text: { text: "9%" } }] buttons: [{ url: { index: 1, text: "p" } }] }';
    const carousel = `{ body: [{ text: { text: "Jo" } }], carousel: [${card}, ${card}, ${card}] }`;
    expect(
      await answered(seeded('spring_carousel'), `preview(parameters: ${carousel}) { ${PREVIEW} }`),
    ).toMatchObject({
      preview: {
        cards: [
          {
            header: { format: 'IMAGE', link: 'https://a.example/1.jpg' },
            body: 'Boots, 9% off',
            buttons: [{ type: 'QUICK_REPLY' }, { type: 'URL', url: 'https://shop.example/p/p' }],
          },
          { body: 'Tents, 9% off' },
          { body: 'Packs, 9% off' },
        ],
        userErrors: [],
      },
    });
    const place = '{ header: { location: { latitude: 1, longitude: 2, name: "Shop", address: "1 Way" } } }';
    expect(
      await answered(seeded('pickup_location'), `preview(parameters: ${place}) { header { text } }`),
    ).toEqual({
      preview: { header: { text: 'Shop\n1 Way' } },
    });
  });

  it('leaves what is missing as it stands, and says what sendMessage would', async () => {
    const parameters = '{ body: [{ text: { text: "Jo\\n" } }] }';
    const selection = 'body header { text } buttons { url } userErrors { field code metaCode }';
    expect(
      await answered(seeded('order_confirmation'), `preview(parameters: ${parameters}) { ${selection} }`),
    ).toEqual({
      preview: {
        body: expect.stringMatching(/^Hi Jo\n, .* \{\{2\}\}\. /),
        header: { text: 'Order {{1}}' },
        buttons: [{ url: 'https://shop.example/orders/{{1}}' }],
        userErrors: [
          { field: ['parameters', 'body', '0', 'text', 'text'], code: 'INVALID_INPUT', metaCode: null },
          { field: ['parameters', 'header'], code: 'TEMPLATE_PARAMETER_COUNT_MISMATCH', metaCode: 132000 },
          { field: ['parameters', 'body'], code: 'TEMPLATE_PARAMETER_COUNT_MISMATCH', metaCode: 132000 },
          { field: ['parameters', 'buttons'], code: 'REQUIRED_PARAMETER_MISSING', metaCode: 131008 },
        ],
      },
    });
  });
});
