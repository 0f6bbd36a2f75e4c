import type { Report } from '../declare/problem';
import type { OrderDetailsInput } from './order-details';

const INDIAN_REFERENCE = /^[A-Za-z0-9_.-]{1,35}$/;

/** Rules between the parts of an order, and those of its country. */
export function orderRules(details: OrderDetailsInput, report: Report): void {
  total(details, report);
  if (details.currency === 'INR') india(details, report);
  else brazil(details, report);
}

function total({ totalAmount, order }: OrderDetailsInput, report: Report): void {
  const sum = order.subtotal + order.tax.value + (order.shipping?.value ?? 0) - (order.discount?.value ?? 0);
  if (sum !== totalAmount) {
    report(
      `totalAmount is ${totalAmount}, but subtotal + tax + shipping − discount is ${sum}. Make them equal.`,
      'totalAmount',
    );
  }
}

function india(
  { referenceId, type, beneficiaries, paymentSettings }: OrderDetailsInput,
  report: Report,
): void {
  if (!INDIAN_REFERENCE.test(referenceId)) {
    report(
      `referenceId has ${referenceId.length} characters; in India Meta allows 35 of A-Z, a-z, 0-9, _, . and -.`,
      'referenceId',
    );
  }
  if (type === 'physical-goods' && !beneficiaries?.length) {
    report('beneficiaries is missing; in India Meta wants to know who gets shipped goods.', 'beneficiaries');
  }
  paymentSettings?.forEach((setting, index) => {
    if (setting.pixDynamicCode || setting.boleto || setting.offsiteCardPay) {
      report('This way to pay exists in Brazil only; currency is INR.', 'paymentSettings', index);
    }
  });
}

function brazil({ order, beneficiaries, paymentSettings }: OrderDetailsInput, report: Report): void {
  order.items.forEach(({ retailerId }, index) => {
    if (!retailerId)
      report('retailerId is missing; in Brazil every item needs one.', 'order', 'items', index, 'retailerId');
  });
  if (beneficiaries)
    report('beneficiaries exist in India only; currency is BRL. Leave them out.', 'beneficiaries');
  paymentSettings?.forEach((setting, index) => {
    if (setting.paymentGateway || setting.upiIntent) {
      report('This way to pay exists in India only; currency is BRL.', 'paymentSettings', index);
    }
  });
}
