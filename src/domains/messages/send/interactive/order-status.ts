import { SendField, SendInput } from '../declare/decorators';
import { inParameters } from '../declare/forms';
import { OrderUpdateInput, PaymentUpdateInput } from '../payments/order-update';
import { BodyField, FooterField } from './frame';

@SendInput('OrderStatusMessageInput', {
  description: 'News of an order that was sent before (`order_status`).',
  toGraph: inParameters('review_order'),
})
export class OrderStatusMessageInput {
  @BodyField()
  body!: string;

  @FooterField()
  footer?: string | null;

  @SendField(() => String, { chars: 60, description: 'The reference of the order, as in its order details.' })
  referenceId!: string;

  @SendField(() => OrderUpdateInput, { description: 'How the order stands.' })
  order!: OrderUpdateInput;

  @SendField(() => PaymentUpdateInput, { optional: true, description: 'How the payment stands (Brazil).' })
  payment?: PaymentUpdateInput | null;
}
