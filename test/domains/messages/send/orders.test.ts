import type { OrderDetailsInput } from '../../../../src/domains/messages/send/payments/order-details';
import { faultsOf, sentAs } from './support/mapped';
import { brazilianOrder, indianOrder, indianOrderAsSent } from './support/orders';

const content = (orderDetails: OrderDetailsInput) => ({
  interactive: { orderDetails: { body: 'Your order', orderDetails } },
});
const PATH = 'content.interactive.orderDetails.orderDetails';
const faults = (order: OrderDetailsInput) =>
  faultsOf(content(order)).map((path) => path.slice(PATH.length + 1));

describe('orders to pay', () => {
  it('go to India as Meta wants them', () => {
    expect(
      sentAs({
        interactive: {
          orderDetails: {
            headerImage: { link: 'https://example.com/bread.jpg' },
            body: 'Your order',
            footer: 'Thanks',
            orderDetails: indianOrder,
          },
        },
      }),
    ).toEqual({
      type: 'order_details',
      header: { type: 'image', image: { link: 'https://example.com/bread.jpg' } },
      body: { text: 'Your order' },
      footer: { text: 'Thanks' },
      action: { name: 'review_and_pay', parameters: indianOrderAsSent },
    });
  });

  it('go to Brazil with every way to pay', () => {
    expect(sentAs(content(brazilianOrder))).toMatchObject({
      action: {
        parameters: {
          payment_type: 'br',
          payment_settings: [
            {
              type: 'pix_dynamic_code',
              pix_dynamic_code: {
                code: '000201',
                merchant_name: 'Ana',
                key: '39580525000189',
                key_type: 'CNPJ',
              },
            },
            { type: 'payment_link', payment_link: { uri: 'https://pay.example.com/1' } },
            {
              type: 'boleto',
              boleto: { digitable_line: '03399026944140000002628346101018898510000008848' },
            },
            {
              type: 'offsite_card_pay',
              offsite_card_pay: { last_four_digits: '5235', credential_id: 'c-1' },
            },
          ],
        },
      },
    });
  });

  it('name beneficiaries, importers and an expiry', () => {
    const expires = new Date(Date.now() + 3_600_000);
    const order: OrderDetailsInput = {
      ...indianOrder,
      type: 'physical-goods',
      beneficiaries: [
        {
          name: 'Asha',
          addressLine1: '7 Road',
          addressLine2: 'Flat 2',
          country: 'India',
          postalCode: '400063',
        },
      ],
      order: {
        ...indianOrder.order,
        expiration: { timestamp: expires, description: 'Pay soon' },
        items: [
          {
            name: 'bread',
            amount: 1000,
            quantity: 1,
            countryOfOrigin: 'India',
            importerName: 'Imports',
            importerAddress: { addressLine1: '1 Port', postalCode: '400001', countryCode: 'IN' },
          },
        ],
      },
    };
    expect(sentAs(content(order))).toMatchObject({
      action: {
        parameters: {
          beneficiaries: [
            {
              name: 'Asha',
              address_line1: '7 Road',
              address_line2: 'Flat 2',
              country: 'India',
              postal_code: '400063',
            },
          ],
          order: {
            expiration: { timestamp: String(Math.floor(expires.getTime() / 1000)), description: 'Pay soon' },
            items: [
              {
                country_of_origin: 'India',
                importer_address: { address_line1: '1 Port', postal_code: '400001', country_code: 'IN' },
              },
            ],
          },
        },
      },
    });
  });

  it('must add up', () => {
    expect(faults({ ...indianOrder, totalAmount: 1101 })).toEqual(['totalAmount']);
  });

  it.each([
    ['the price times the quantity', 2100, [{ amount: 1050, quantity: 2 }]],
    ['the reduced price, where there is one', 20, [{ amount: 1050, saleAmount: 10, quantity: 2 }]],
    ['nothing, where it costs nothing', 0, [{ amount: 1050, saleAmount: 0, quantity: 2 }]],
    [
      'all items together',
      150,
      [
        { amount: 50, quantity: 1 },
        { amount: 50, quantity: 2 },
      ],
    ],
  ])('count %s', (_what, subtotal, prices) => {
    const items = prices.map((price) => ({ retailerId: 'sku', name: 'bread', ...price }));
    const order = { items, subtotal, tax: { value: 0 } };
    expect(faults({ ...indianOrder, totalAmount: subtotal, order })).toEqual([]);
    const wrong = { ...order, subtotal: subtotal + 1 };
    expect(faults({ ...indianOrder, totalAmount: subtotal + 1, order: wrong })).toEqual(['order.subtotal']);
  });

  it('show items by pictures on the web', () => {
    const [item] = brazilianOrder.order.items;
    if (!item) throw new Error('no item');
    const shown = (link: string) => ({
      ...brazilianOrder,
      order: { ...brazilianOrder.order, items: [{ ...item, image: { link } }] },
    });
    expect(sentAs(content(shown('https://example.com/cake.jpg')))).toMatchObject({
      action: { parameters: { order: { items: [{ image: { link: 'https://example.com/cake.jpg' } }] } } },
    });
    expect(faults(shown('https://localhost/cake.jpg'))).toEqual(['order.items.0.image.link']);
  });

  it('follow the rules of India', () => {
    expect(faults({ ...indianOrder, referenceId: 'a b' })).toEqual(['referenceId']);
    expect(faults({ ...indianOrder, referenceId: 'x'.repeat(36) })).toEqual(['referenceId']);
    expect(faults({ ...indianOrder, type: 'physical-goods' })).toEqual([
      'beneficiaries',
      'order.items.0.countryOfOrigin',
      'order.items.0.importerName',
      'order.items.0.importerAddress',
    ]);
    const ofCatalog = {
      ...indianOrder,
      type: 'physical-goods',
      order: { ...indianOrder.order, catalogId: '1' },
    };
    expect(faults(ofCatalog)).toEqual(['beneficiaries']);
    expect(faults({ ...indianOrder, paymentType: 'br' })).toEqual(['paymentType']);
    expect(faults({ ...indianOrder, paymentSettings: null })).toEqual(['paymentSettings']);
    expect(
      faults({ ...indianOrder, paymentSettings: null, paymentType: 'upi', paymentConfiguration: 'c' }),
    ).toEqual([]);
    expect(faults({ ...indianOrder, paymentSettings: [{ boleto: { digitableLine: '1' } }] })).toEqual([
      'paymentSettings.0',
    ]);
  });

  it('have pictures in India of items that are in no catalog, and of few', () => {
    const image = { link: 'https://example.com/bread.jpg' };
    const ordered = (count: number, more: { retailerId?: string; catalogId?: string } = {}) => {
      const item = { name: 'bread', amount: 10, quantity: 1, image, retailerId: more.retailerId ?? null };
      const items = Array.from({ length: count }, () => item);
      const order = { items, subtotal: 10 * count, tax: { value: 0 }, catalogId: more.catalogId ?? null };
      return { ...indianOrder, totalAmount: 10 * count, order };
    };
    expect(faults(ordered(10))).toEqual([]);
    expect(faults(ordered(11))).toEqual(['order.items']);
    expect(faults(ordered(1, { retailerId: 'sku' }))).toEqual(['order.items.0.image']);
    expect(faults(ordered(1, { catalogId: '1' }))).toEqual(['order.items.0.image']);
  });

  it('follow the rules of Brazil', () => {
    const [item] = brazilianOrder.order.items;
    expect(
      faults({
        ...brazilianOrder,
        order: {
          ...brazilianOrder.order,
          items: [{ ...item, name: 'Cake', amount: 50_000, quantity: 1, retailerId: null }],
        },
      }),
    ).toEqual(['order.items.0.retailerId']);
    expect(
      faults({ ...brazilianOrder, paymentSettings: [{ upiIntent: { link: 'upi://pay?pa=a' } }] }),
    ).toEqual(['paymentSettings.0']);
  });

  it('leave to India what is of India', () => {
    const [item] = brazilianOrder.order.items;
    expect(
      faults({
        ...brazilianOrder,
        paymentType: 'upi',
        paymentConfiguration: 'c',
        order: {
          ...brazilianOrder.order,
          items: [
            {
              ...item,
              retailerId: 'sku',
              name: 'Cake',
              amount: 50_000,
              quantity: 1,
              importerName: 'Imports',
            },
          ],
        },
      }),
    ).toEqual(['paymentType', 'paymentConfiguration', 'order.items.0.importerName']);
  });

  it('are paid in the way of Brazil without being told so', () => {
    const { paymentType: _, ...order } = brazilianOrder;
    expect(sentAs(content(order))).toMatchObject({ action: { parameters: { payment_type: 'br' } } });
  });

  it('have no reduced price above the price', () => {
    const item = { retailerId: 'sku', name: 'bread', amount: 999, saleAmount: 1000, quantity: 1 };
    expect(faults({ ...indianOrder, order: { ...indianOrder.order, items: [item] } })).toEqual([
      'order.items.0.saleAmount',
    ]);
  });

  it('have notes that differ', () => {
    const notes = [
      { key: 'k', value: 'a' },
      { key: 'k', value: 'b' },
    ];
    const paymentGateway = { type: 'razorpay', configurationName: 'c', razorpay: { notes } };
    expect(faults({ ...indianOrder, paymentSettings: [{ paymentGateway }] })).toEqual([
      'paymentSettings.0.paymentGateway.razorpay.notes.1.key',
    ]);
  });

  it('cannot expire within 300 seconds', () => {
    const expiration = { timestamp: new Date(Date.now() + 60_000), description: 'Hurry' };
    expect(faults({ ...indianOrder, order: { ...indianOrder.order, expiration } })).toEqual([
      'order.expiration.timestamp',
    ]);
  });

  it('have the details of their own gateway only', () => {
    const paymentSettings = [
      { paymentGateway: { type: 'payu', configurationName: 'c', razorpay: { receipt: 'r' } } },
    ];
    expect(faults({ ...indianOrder, paymentSettings })).toEqual([
      'paymentSettings.0.paymentGateway.razorpay',
    ]);
  });
});
