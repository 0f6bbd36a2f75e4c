import { MediaReferenceInput } from '../content/media-reference';
import { SendField, SendInput } from '../declare/decorators';
import { OrderDetailsInput } from '../payments/order-details';
import { BodyField, FooterField } from './frame';

@SendInput('OrderDetailsMessageInput', {
  description: 'An order with a button to pay it (`order_details`). India and Brazil.',
  toGraph: ({ order_details, ...frame }) => ({
    ...frame,
    action: { name: 'review_and_pay', parameters: order_details },
  }),
})
export class OrderDetailsMessageInput {
  @SendField(() => MediaReferenceInput, {
    optional: true,
    wrap: (image) => ({ type: 'image', image }),
    meta: 'header',
    description: 'Picture above the text. Default: that of the first item that has one.',
  })
  headerImage?: MediaReferenceInput | null;

  @BodyField()
  body!: string;

  @FooterField()
  footer?: string | null;

  @SendField(() => OrderDetailsInput, { description: 'The order and how it can be paid.' })
  orderDetails!: OrderDetailsInput;
}
