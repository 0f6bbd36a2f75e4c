import { SendField, SendInput } from '../declare/decorators';
import { metaEnum } from '../declare/meta-enum';
import { AmountField } from './amount';
import { OrderInput } from './order';
import { orderRules } from './order-rules';
import { PaymentSettingInput } from './payment-setting';
import { BeneficiaryInput } from './postal-address';

const OrderGoods = metaEnum('OrderGoods', 'What an order is for.', {
  DIGITAL_GOODS: ['digital-goods', 'Nothing is shipped.'],
  PHYSICAL_GOODS: ['physical-goods', 'Goods are shipped.'],
});

const OrderPaymentType = metaEnum('OrderPaymentType', 'Which payments an order uses (`payment_type`).', {
  UPI: 'UPI (India, older flows).',
  BR: 'Brazil.',
});

const OrderCurrency = metaEnum('OrderCurrency', 'Currencies that orders can be paid in.', {
  INR: ['INR', 'Indian rupee.'],
  BRL: ['BRL', 'Brazilian real.'],
});

@SendInput<OrderDetailsInput>('OrderDetailsInput', {
  description: 'An order and how it can be paid. India (INR) and Brazil (BRL).',
  check: orderRules,
  // Brazil has no other.
  toGraph: (order) => (order.currency === 'BRL' ? { payment_type: 'br', ...order } : order),
})
export class OrderDetailsInput {
  @SendField(() => String, {
    chars: 60,
    description:
      'Your id of the order, never used before. India: at most 35 of A-Z, a-z, 0-9, `_`, `.`, `-`.',
  })
  referenceId!: string;

  @SendField(() => OrderGoods, { description: 'Whether goods are shipped.' })
  type!: string;

  @SendField(() => OrderPaymentType, {
    optional: true,
    description: 'Which payments are used. Brazil: always BR, also when it is left out.',
  })
  paymentType?: string | null;

  @SendField(() => String, {
    optional: true,
    chars: 60,
    description: 'Name of the payment configuration (India, older flows).',
  })
  paymentConfiguration?: string | null;

  @SendField(() => [PaymentSettingInput], { optional: true, items: [1, 10], description: 'The ways to pay.' })
  paymentSettings?: PaymentSettingInput[] | null;

  @SendField(() => OrderCurrency, { description: 'The currency of every sum in the order.' })
  currency!: string;

  @AmountField('What is to pay: subtotal + tax + shipping − discount.')
  totalAmount!: number;

  @SendField(() => [BeneficiaryInput], {
    optional: true,
    items: [1, 10],
    description: 'Who gets the goods. Required in India when goods are shipped.',
  })
  beneficiaries?: BeneficiaryInput[] | null;

  @SendField(() => OrderInput, { description: 'What is ordered.' })
  order!: OrderInput;
}
