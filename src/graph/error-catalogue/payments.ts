import { family } from './entry';

/** Payments, and billing of the account. */
export const PAYMENTS_ERRORS = family('PAYMENTS', {
  ORDER_MESSAGE_UNSUPPORTED: [2040, 'NEVER', 'CALLER', 'The payment message is not supported here.'],
  ORDER_TRANSITION_INVALID: [2046, 'NEVER', 'CALLER', 'The order cannot change from its status to this one.'],
  ORDER_CANCELLATION_FAILED: [2047, 'NEVER', 'CALLER', 'The order could not be cancelled.'],
  BUSINESS_NOT_ELIGIBLE: [
    131042,
    'AFTER_ACTION',
    'OPERATOR',
    "The business is not eligible, or there is a problem with the account's means of payment.",
  ],
  CALL_PAYMENT_PROBLEM: [
    131044,
    'AFTER_ACTION',
    'OPERATOR',
    "There is a problem with the account's means of payment for calls.",
  ],
  PAYMENTS_TERMS_NOT_ACCEPTED: [
    134011,
    'AFTER_ACTION',
    'OPERATOR',
    'The terms of WhatsApp Payments are not accepted.',
  ],
});
