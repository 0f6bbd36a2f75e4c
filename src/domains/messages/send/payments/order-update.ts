import { DateTimeScalar } from '../../../graphql/scalars';
import { SendField, SendInput } from '../declare/decorators';
import { metaEnum } from '../declare/meta-enum';
import { inSeconds } from './seconds';

const OrderUpdateStatus = metaEnum('OrderUpdateStatus', 'How an order stands (`order.status`).', {
  PENDING: 'Not worked on yet.',
  PROCESSING: 'Being worked on.',
  PARTIALLY_SHIPPED: ['partially-shipped', 'Some of it is on its way.'],
  SHIPPED: 'On its way.',
  COMPLETED: 'Done. Final.',
  CANCELED: 'Cancelled. Final; not possible once it is paid.',
});

const PaymentUpdateStatus = metaEnum('PaymentUpdateStatus', 'How the payment of an order stands (Brazil).', {
  PENDING: 'Not paid yet.',
  CAPTURED: 'Paid.',
  FAILED: 'Failed.',
});

@SendInput('OrderUpdateInput', { description: 'How an order stands.' })
export class OrderUpdateInput {
  @SendField(() => OrderUpdateStatus, { description: 'The new status. Not every change is possible.' })
  status!: string;

  @SendField(() => String, { optional: true, chars: 120, description: 'What the customer is told about it.' })
  description?: string | null;
}

@SendInput('PaymentUpdateInput', { description: 'How the payment of an order stands (Brazil).' })
export class PaymentUpdateInput {
  @SendField(() => PaymentUpdateStatus, { description: 'The new status.' })
  status!: string;

  @SendField(() => DateTimeScalar, { wrap: inSeconds, description: 'Since when.' })
  timestamp!: Date;
}
