import type { Report } from '../declare/problem';
import type { OrderInput, OrderItemInput } from './order';
import type { OrderDetailsInput } from './order-details';

const INDIAN_REFERENCE = /^[A-Za-z0-9_.-]{1,35}$/;

/** Rules between the parts of an order, and those of its country. */
export function orderRules(details: OrderDetailsInput, report: Report): void {
  subtotal(details, report);
  total(details, report);
  if (details.currency === 'INR') india(details, report);
  else brazil(details, report);
}

function subtotal({ order }: OrderDetailsInput, report: Report): void {
  const sum = order.items.reduce((all, item) => all + (item.saleAmount ?? item.amount) * item.quantity, 0);
  if (sum !== order.subtotal) {
    report(
      `subtotal is ${order.subtotal}, but the items come to ${sum}: saleAmount, or else amount, times quantity. Make them equal.`,
      'order',
      'subtotal',
    );
  }
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

function india(details: OrderDetailsInput, report: Report): void {
  const { referenceId, type, beneficiaries, paymentType, paymentConfiguration, paymentSettings, order } =
    details;
  if (!INDIAN_REFERENCE.test(referenceId)) {
    report(
      `referenceId has ${referenceId.length} characters; in India Meta allows 35 of A-Z, a-z, 0-9, _, . and -.`,
      'referenceId',
    );
  }
  if (type === 'physical-goods' && !beneficiaries?.length) {
    report('beneficiaries is missing; in India Meta wants to know who gets shipped goods.', 'beneficiaries');
  }
  if (type === 'physical-goods' && !order.catalogId) importers(order.items, report);
  pictures(order, report);
  if (paymentType === 'br')
    report('paymentType BR is for Brazil; currency is INR. Leave it out.', 'paymentType');
  if (!paymentSettings?.length && !paymentConfiguration) {
    report(
      'paymentSettings is missing, so the order could not be paid; give a way to pay, or paymentConfiguration.',
      'paymentSettings',
    );
  }
  paymentSettings?.forEach((setting, index) => {
    if (setting.pixDynamicCode || setting.boleto || setting.offsiteCardPay) {
      report('This way to pay exists in Brazil only; currency is INR.', 'paymentSettings', index);
    }
  });
}

/** What Meta wants to know of goods that no catalog tells it about. */
const IMPORT = ['countryOfOrigin', 'importerName', 'importerAddress'] as const;

function importers(items: readonly OrderItemInput[], report: Report): void {
  items.forEach((item, index) => {
    for (const field of IMPORT) {
      if (item[field]) continue;
      report(
        `${field} is missing; in India Meta wants it of shipped goods without a catalog. Add it, or give catalogId.`,
        'order',
        'items',
        index,
        field,
      );
    }
  });
}

const MOST_ITEMS_WITH_PICTURES = 10;

/** In India pictures are for items that are in no catalog, and for few. */
function pictures({ items, catalogId }: OrderInput, report: Report): void {
  items.forEach((item, index) => {
    if (item.image && (item.retailerId || catalogId)) {
      const of = item.retailerId ? 'retailerId' : 'catalogId';
      report(
        `image does not go with ${of} in India; leave one of them out.`,
        'order',
        'items',
        index,
        'image',
      );
    }
  });
  if (items.length > MOST_ITEMS_WITH_PICTURES && items.some(({ image }) => image)) {
    report(
      `items has ${items.length} entries; with pictures Meta allows ${MOST_ITEMS_WITH_PICTURES} in India.`,
      'order',
      'items',
    );
  }
}

function brazil(details: OrderDetailsInput, report: Report): void {
  const { order, beneficiaries, paymentType, paymentConfiguration, paymentSettings } = details;
  if (paymentType === 'upi') report('paymentType UPI is for India; currency is BRL. Use BR.', 'paymentType');
  if (paymentConfiguration)
    report(
      'paymentConfiguration exists in India only; currency is BRL. Leave it out.',
      'paymentConfiguration',
    );
  order.items.forEach((item, index) => {
    if (!item.retailerId)
      report('retailerId is missing; in Brazil every item needs one.', 'order', 'items', index, 'retailerId');
    for (const field of IMPORT) {
      if (item[field])
        report(`${field} is for India; currency is BRL. Leave it out.`, 'order', 'items', index, field);
    }
  });
  if (beneficiaries)
    report('beneficiaries exist in India only; currency is BRL. Leave them out.', 'beneficiaries');
  paymentSettings?.forEach((setting, index) => {
    if (setting.paymentGateway || setting.upiIntent) {
      report('This way to pay exists in India only; currency is BRL.', 'paymentSettings', index);
    }
  });
}
