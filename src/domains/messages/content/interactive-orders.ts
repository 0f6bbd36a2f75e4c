import { Field, ID, ObjectType } from 'type-graphql';
import { isObject, type JsonObject, type JsonValue, objectOf, parseJson } from '../../../common/json';
import { DateTimeScalar, JsonScalar } from '../../graphql/scalars';
import { amountOf, PaymentAmount } from '../payment-update';
import { make, text, time } from '../read';

@ObjectType({ simpleResolvers: true, description: 'An order to review and pay (India, Brazil).' })
export class OrderDetailsAction {
  @Field(() => ID, { nullable: true, description: "The business's own id of the order." })
  referenceId!: string | null;

  @Field(() => String, { nullable: true, description: '`digital-goods` or `physical-goods`.' })
  goodsType!: string | null;

  @Field(() => String, { nullable: true, description: 'Currency of the amounts, ISO 4217.' })
  currency!: string | null;

  @Field(() => PaymentAmount, { nullable: true, description: 'What is to be paid in all.' })
  totalAmount!: PaymentAmount | null;

  @Field(() => String, { nullable: true, description: 'How the order stands; usually `pending`.' })
  orderStatus!: string | null;

  @Field(() => JsonScalar, { description: 'All that was sent: items, taxes, ways to pay, …' })
  raw!: JsonObject;
}

@ObjectType({ simpleResolvers: true, description: 'How an order stands (India, Brazil).' })
export class OrderStatusAction {
  @Field(() => ID, { nullable: true, description: "The business's own id of the order." })
  referenceId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: '`pending`, `processing`, `partially-shipped`, `shipped`, `completed` or `canceled`.',
  })
  orderStatus!: string | null;

  @Field(() => String, { nullable: true, description: 'More about it; up to 120 characters.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'How the payment stands (Brazil).' })
  paymentStatus!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the payment came to that (Brazil).' })
  paymentTimestamp!: Date | null;
}

export function orderDetailsActionOf(action: JsonObject): OrderDetailsAction {
  const parameters = parametersOf(action.parameters);
  return make(OrderDetailsAction, {
    referenceId: text(parameters.reference_id),
    goodsType: text(parameters.type),
    currency: text(parameters.currency),
    totalAmount: amountOf(parameters.total_amount),
    orderStatus: text(objectOf(parameters.order).status),
    raw: parameters,
  });
}

export function orderStatusActionOf(action: JsonObject): OrderStatusAction {
  const parameters = parametersOf(action.parameters);
  const order = objectOf(parameters.order);
  const payment = objectOf(parameters.payment);
  return make(OrderStatusAction, {
    referenceId: text(parameters.reference_id),
    orderStatus: text(order.status),
    description: text(order.description),
    paymentStatus: text(payment.status),
    paymentTimestamp: time(payment.timestamp),
  });
}

/** Old samples have the parameters as a JSON text. */
function parametersOf(parameters: JsonValue | undefined): JsonObject {
  if (typeof parameters !== 'string') return objectOf(parameters);
  try {
    const parsed = parseJson(parameters);
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
