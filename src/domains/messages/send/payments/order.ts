import { ID, Int } from 'type-graphql';
import { DateTimeScalar } from '../../../graphql/scalars';
import { SendField, SendInput } from '../declare/decorators';
import { metaEnum } from '../declare/meta-enum';
import { metaId, publicUrl } from '../declare/rules';
import { AmountField, OrderChargeInput, OrderDiscountInput } from './amount';
import { ImporterAddressInput } from './postal-address';
import { inSeconds } from './seconds';

const SHORTEST_EXPIRATION_SECONDS = 300;

const OrderPaymentMode = metaEnum('OrderPaymentMode', 'How an order is shown (`order.type`).', {
  QUICK_PAY: 'Only the sum and the button to pay.',
});

@SendInput<OrderExpirationInput>('OrderExpirationInput', {
  description: 'Until when an order can be paid.',
  check: ({ timestamp }, report) => {
    const seconds = Math.floor((timestamp.getTime() - Date.now()) / 1000);
    if (seconds < SHORTEST_EXPIRATION_SECONDS) {
      report(
        `timestamp is ${seconds} seconds ahead; Meta wants at least ${SHORTEST_EXPIRATION_SECONDS}.`,
        'timestamp',
      );
    }
  },
})
export class OrderExpirationInput {
  @SendField(() => DateTimeScalar, {
    wrap: (time) => String(inSeconds(time)),
    description: 'The last moment to pay, at least 300 seconds ahead.',
  })
  timestamp!: Date;

  @SendField(() => String, { chars: 120, description: 'What the customer is told about it.' })
  description!: string;
}

@SendInput('OrderItemImageInput', { description: 'A picture of an item: JPEG or PNG, up to 5 MB.' })
export class OrderItemImageInput {
  @SendField(() => String, {
    rule: publicUrl,
    description: 'Public URL of the picture. Meta takes no uploaded file here.',
  })
  link!: string;
}

@SendInput<OrderItemInput>('OrderItemInput', {
  description: 'An item of an order.',
  check: ({ amount, saleAmount }, report) => {
    if (saleAmount && saleAmount > amount)
      report(
        `saleAmount is ${saleAmount}, but amount is ${amount}; a reduced price is lower. Lower it, or leave it out.`,
        'saleAmount',
      );
  },
})
export class OrderItemInput {
  @SendField(() => ID, {
    optional: true,
    description: 'Your id of the item; the SKU when it is in a catalog. Required in Brazil.',
  })
  retailerId?: string | null;

  @SendField(() => String, { chars: 60, description: 'Name of the item.' })
  name!: string;

  @AmountField('Price of one.')
  amount!: number;

  @AmountField('Reduced price of one; counts instead of `amount`.', { optional: true })
  saleAmount?: number | null;

  @SendField(() => Int, { range: [1, 1_000_000], description: 'How many.' })
  quantity!: number;

  @SendField(() => OrderItemImageInput, {
    optional: true,
    description:
      'A picture of the item. In India for items without `retailerId`, in orders without `catalogId` and of 10 items at most.',
  })
  image?: OrderItemImageInput | null;

  @SendField(() => String, {
    optional: true,
    chars: 100,
    description: 'Country of origin. Required in India for goods that are shipped, without a catalog.',
  })
  countryOfOrigin?: string | null;

  @SendField(() => String, {
    optional: true,
    chars: 200,
    description: 'Name of the importer. Required in India for goods that are shipped, without a catalog.',
  })
  importerName?: string | null;

  @SendField(() => ImporterAddressInput, {
    optional: true,
    description: 'Address of the importer. Required in India for goods that are shipped, without a catalog.',
  })
  importerAddress?: ImporterAddressInput | null;
}

@SendInput('OrderInput', {
  description: 'What is ordered.',
  toGraph: (order) => ({ status: 'pending', ...order }),
})
export class OrderInput {
  @SendField(() => OrderPaymentMode, {
    optional: true,
    description: 'How the order is shown. Default: with its items.',
  })
  type?: string | null;

  @SendField(() => ID, { optional: true, rule: metaId, description: 'The catalog that the items are from.' })
  catalogId?: string | null;

  @SendField(() => OrderExpirationInput, { optional: true, description: 'Until when the order can be paid.' })
  expiration?: OrderExpirationInput | null;

  @SendField(() => [OrderItemInput], { items: [1, 999], description: 'The items.' })
  items!: OrderItemInput[];

  @AmountField(
    'What the items come to: of each the reduced price, or else the price, times the quantity. Without tax, shipping and discount.',
  )
  subtotal!: number;

  @SendField(() => OrderChargeInput, { description: 'The tax; a value of 0 where there is none.' })
  tax!: OrderChargeInput;

  @SendField(() => OrderChargeInput, { optional: true, description: 'The cost of shipping.' })
  shipping?: OrderChargeInput | null;

  @SendField(() => OrderDiscountInput, { optional: true, description: 'What the order is reduced by.' })
  discount?: OrderDiscountInput | null;
}
