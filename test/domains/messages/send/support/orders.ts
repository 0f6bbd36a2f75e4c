import type { JsonObject } from '../../../../../src/common/json';
import type { OrderDetailsInput } from '../../../../../src/domains/messages/send/payments/order-details';

export const indianOrder: OrderDetailsInput = {
  referenceId: 'ref-1',
  type: 'digital-goods',
  paymentSettings: [
    {
      paymentGateway: {
        type: 'razorpay',
        configurationName: 'my-config',
        razorpay: { receipt: 'r-1', notes: [{ key: 'k', value: 'v' }] },
      },
    },
  ],
  currency: 'INR',
  totalAmount: 1100,
  order: {
    items: [{ retailerId: 'sku', name: 'bread', amount: 1500, saleAmount: 1000, quantity: 1 }],
    subtotal: 1000,
    tax: { value: 100, description: 'GST' },
    shipping: { value: 100 },
    discount: { value: 100, discountProgramName: 'spring' },
  },
};

export const indianOrderAsSent: JsonObject = {
  reference_id: 'ref-1',
  type: 'digital-goods',
  payment_settings: [
    {
      type: 'payment_gateway',
      payment_gateway: {
        type: 'razorpay',
        configuration_name: 'my-config',
        razorpay: { receipt: 'r-1', notes: { k: 'v' } },
      },
    },
  ],
  currency: 'INR',
  total_amount: { value: 1100, offset: 100 },
  order: {
    status: 'pending',
    items: [
      {
        retailer_id: 'sku',
        name: 'bread',
        amount: { value: 1500, offset: 100 },
        sale_amount: { value: 1000, offset: 100 },
        quantity: 1,
      },
    ],
    subtotal: { value: 1000, offset: 100 },
    tax: { value: 100, description: 'GST', offset: 100 },
    shipping: { value: 100, offset: 100 },
    discount: { value: 100, discount_program_name: 'spring', offset: 100 },
  },
};

export const brazilianOrder: OrderDetailsInput = {
  referenceId: 'pedido-1',
  type: 'physical-goods',
  paymentType: 'br',
  paymentSettings: [
    {
      pixDynamicCode: { code: '000201', merchantName: 'Ana', key: '39580525000189', keyType: 'CNPJ' },
    },
    { paymentLink: { uri: 'https://pay.example.com/1' } },
    { boleto: { digitableLine: '03399026944140000002628346101018898510000008848' } },
    { offsiteCardPay: { lastFourDigits: '5235', credentialId: 'c-1' } },
  ],
  currency: 'BRL',
  totalAmount: 50_000,
  order: {
    items: [{ retailerId: 'sku', name: 'Cake', amount: 50_000, quantity: 1 }],
    subtotal: 50_000,
    tax: { value: 0 },
  },
};
