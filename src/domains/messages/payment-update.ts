import { Field, ID, Int, ObjectType } from 'type-graphql';
import { isObject, type JsonObject, type JsonValue, objectOf, objectsOf } from '../../common/json';
import { DateTimeScalar, JsonScalar } from '../graphql/scalars';
import { integer, make, text, time } from './read';

@ObjectType({ simpleResolvers: true, description: 'An amount of money: `value` divided by `offset`.' })
export class PaymentAmount {
  @Field(() => Int, { nullable: true, description: 'The amount, multiplied by `offset`.' })
  value!: number | null;

  @Field(() => Int, { nullable: true, description: 'What `value` is multiplied by: 100 for rupees.' })
  offset!: number | null;
}

@ObjectType({ simpleResolvers: true, description: "A payment gateway's attempt to collect a payment." })
export class PaymentTransaction {
  @Field(() => ID, { nullable: true, description: "Meta's id of it." })
  id!: string | null;

  @Field(() => ID, { nullable: true, description: "The payment gateway's id of it." })
  pgTransactionId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The payment gateway: `billdesk`, `razorpay`, `payu`, `zaakpay`, `upi`, …',
  })
  type!: string | null;

  @Field(() => String, { nullable: true, description: '`pending`, `success` or `failed`.' })
  status!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the customer paid with: `upi`, `card`, `wallet`, `netbanking`, …',
  })
  method!: string | null;

  @Field(() => String, { nullable: true, description: "The payment gateway's error code, when it failed." })
  errorCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it failed.' })
  errorReason!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it began.' })
  createdAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it last changed.' })
  updatedAt!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'Money given back for a payment.' })
export class PaymentRefund {
  @Field(() => ID, { nullable: true, description: 'Id of the refund.' })
  id!: string | null;

  @Field(() => PaymentAmount, { nullable: true, description: 'How much is given back.' })
  amount!: PaymentAmount | null;

  @Field(() => String, { nullable: true, description: 'How fast it was processed: `instant` or `normal`.' })
  speedProcessed!: string | null;

  @Field(() => String, { nullable: true, description: "How far it has come, in Meta's words." })
  status!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was asked for.' })
  createdAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it last changed.' })
  updatedAt!: Date | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'How the payment that a message asked for stands (India). Comes with statuses of the type `payment`.',
})
export class PaymentUpdate {
  @Field(() => ID, { nullable: true, description: 'The `reference_id` of the order details that were sent.' })
  referenceId!: string | null;

  @Field(() => PaymentAmount, { nullable: true, description: 'How much is to be paid.' })
  amount!: PaymentAmount | null;

  @Field(() => String, { nullable: true, description: 'Currency of the amount, ISO 4217: `INR`.' })
  currency!: string | null;

  @Field(() => PaymentTransaction, { nullable: true, description: 'The latest attempt to pay.' })
  transaction!: PaymentTransaction | null;

  @Field(() => String, {
    nullable: true,
    description: 'The receipt that was given with the order (Razorpay).',
  })
  receipt!: string | null;

  @Field(() => [PaymentRefund], { description: 'What was given back.' })
  refunds!: PaymentRefund[];

  @Field(() => JsonScalar, {
    description:
      'The `payment` object as Meta sent it, with what a payment gateway adds: `notes`, `udf1`, `extra1`, …',
  })
  raw!: JsonObject;
}

/** Reads the `payment` of a status. */
export function paymentOf(payment: JsonValue | undefined): PaymentUpdate | null {
  if (!isObject(payment)) return null;
  return make(PaymentUpdate, {
    referenceId: text(payment.reference_id),
    amount: amountOf(payment.amount),
    currency: text(payment.currency),
    transaction: transactionOf(payment.transaction),
    receipt: text(payment.receipt),
    refunds: objectsOf(payment.refunds).map(refundOf),
    raw: payment,
  });
}

/** Reads an amount: `{value, offset}`. */
export function amountOf(amount: JsonValue | undefined): PaymentAmount | null {
  if (!isObject(amount)) return null;
  return make(PaymentAmount, { value: integer(amount.value), offset: integer(amount.offset) });
}

function transactionOf(transaction: JsonValue | undefined): PaymentTransaction | null {
  if (!isObject(transaction)) return null;
  const error = objectOf(transaction.error);
  return make(PaymentTransaction, {
    id: text(transaction.id),
    pgTransactionId: text(transaction.pg_transaction_id),
    type: text(transaction.type),
    status: text(transaction.status),
    method: text(objectOf(transaction.method).type) ?? text(transaction.method),
    errorCode: text(error.code),
    errorReason: text(error.reason),
    createdAt: time(transaction.created_timestamp),
    updatedAt: time(transaction.updated_timestamp),
  });
}

function refundOf(refund: JsonObject): PaymentRefund {
  return make(PaymentRefund, {
    id: text(refund.id),
    amount: amountOf(refund.amount),
    speedProcessed: text(refund.speed_processed),
    status: text(refund.status),
    createdAt: time(refund.created_timestamp),
    updatedAt: time(refund.updated_timestamp),
  });
}
