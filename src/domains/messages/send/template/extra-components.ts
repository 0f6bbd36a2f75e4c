import { isObject } from '../../../../common/json';
import { DateTimeScalar } from '../../../graphql/scalars';
import { SendField, SendInput } from '../declare/decorators';
import { webUrl } from '../declare/rules';
import { OrderUpdateInput } from '../payments/order-update';

@SendInput<TemplateLimitedTimeOfferInput>('TemplateLimitedTimeOfferInput', {
  description: 'When the offer of a template ends.',
  check: ({ expirationTime }, report) => {
    if (expirationTime.getTime() <= Date.now())
      report('expirationTime has passed; give the end of an offer that still runs.', 'expirationTime');
  },
})
export class TemplateLimitedTimeOfferInput {
  @SendField(() => DateTimeScalar, {
    meta: 'expiration_time_ms',
    description: 'When the offer ends, a time to come (`expiration_time_ms`).',
  })
  expirationTime!: Date;
}

@SendInput('TemplateOrderStatusInput', {
  description: 'News of an order in a template (`order_status`).',
  // Templates write partially_shipped, interactive messages partially-shipped.
  toGraph: ({ order, ...rest }) => ({
    ...rest,
    order: isObject(order) ? { ...order, status: String(order.status).replace('-', '_') } : order,
  }),
})
export class TemplateOrderStatusInput {
  @SendField(() => String, { chars: 60, description: 'The reference of the order, as in its order details.' })
  referenceId!: string;

  @SendField(() => OrderUpdateInput, { description: 'How the order stands.' })
  order!: OrderUpdateInput;
}

@SendInput('TemplateTapTargetInput', { description: 'Where a tap on the whole message leads.' })
export class TemplateTapTargetInput {
  @SendField(() => String, { rule: webUrl, description: 'The page.' })
  url!: string;

  @SendField(() => String, { description: 'What is shown instead of the URL.' })
  title!: string;
}
