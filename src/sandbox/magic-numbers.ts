/** What sending to a magic number does. */
export type MagicEffect =
  /** The send itself is refused with `code`. */
  | 'refused'
  /** The send is accepted; then a `failed` status with `code` comes. */
  | 'fails'
  /** As `fails`, unless the customer wrote first or it is a template. */
  | 'window_closed'
  /** As `fails`, for marketing templates only. */
  | 'marketing_fails'
  /** As `fails`, for marketing templates beyond the first two in 24 hours. */
  | 'marketing_capped'
  | 'never_delivered'
  | 'never_read'
  | 'read_without_delivered'
  | 'always_replies'
  | 'never_replies'
  | 'hides_phone'
  | 'held_for_quality'
  | 'duplicate_webhooks';

export interface MagicNumber {
  /** The recipient, without plus. */
  readonly number: string;
  readonly effect: MagicEffect;
  readonly code?: number;
  readonly meaning: string;
}

/** Numbers that fail are `15550` and the error's code, so that they need not be looked up. */
function failing(code: number, effect: MagicEffect, meaning: string): MagicNumber {
  return { number: `15550${String(code).padStart(6, '0')}`, effect, code, meaning };
}

/**
 * Recipients that behave in a way worth trying. All are fictional (555) numbers. Everybody else is reached,
 * reads, answers now and then, and has an open service window.
 */
export const MAGIC_NUMBERS: readonly MagicNumber[] = [
  failing(130429, 'refused', 'The throughput of the phone number is used up'),
  failing(131000, 'refused', 'Meta has an unknown fault (HTTP 500)'),
  failing(131016, 'refused', 'Meta is unavailable (HTTP 500)'),
  failing(131030, 'refused', 'A test number may only write to recipients on its list'),
  failing(131031, 'refused', 'The account is locked'),
  failing(131048, 'refused', 'Too many messages were blocked or marked as spam'),
  failing(131056, 'refused', 'Too many messages to this one recipient'),
  failing(131057, 'refused', 'The number is being upgraded'),
  failing(130403, 'refused', 'The business has blocked this user'),
  failing(130472, 'marketing_fails', 'The user is in an experiment that holds marketing back'),
  failing(130497, 'fails', 'The business may not write to this country'),
  failing(131026, 'fails', 'Not on WhatsApp, or with too old a version'),
  failing(131042, 'fails', 'Something is wrong with the payment method'),
  failing(131047, 'window_closed', 'The user has not written within 24 hours: only templates reach them'),
  failing(131049, 'marketing_fails', 'The user has had enough marketing for now'),
  failing(131050, 'marketing_fails', 'The user has stopped marketing messages'),
  failing(131053, 'fails', 'The media could not be fetched'),
  { number: '15550000001', effect: 'never_delivered', meaning: 'Phone off: only the sent status comes' },
  { number: '15550000002', effect: 'never_read', meaning: 'Read receipts off: no read status comes' },
  { number: '15550000003', effect: 'read_without_delivered', meaning: 'Read comes without delivered' },
  { number: '15550000004', effect: 'always_replies', meaning: 'Answers every message' },
  { number: '15550000005', effect: 'never_replies', meaning: 'Never answers' },
  {
    number: '15550000006',
    effect: 'hides_phone',
    meaning: 'Has a username: webhooks name user_id and username, no phone number',
  },
  {
    number: '15550000009',
    effect: 'marketing_capped',
    code: 131049,
    meaning: 'Takes two marketing templates in 24 hours, whoever sends them',
  },
  { number: '15550000007', effect: 'held_for_quality', meaning: 'Templates are held for quality assessment' },
  { number: '15550000008', effect: 'duplicate_webhooks', meaning: 'Every webhook comes twice' },
];

export function magicOf(waId: string | undefined): MagicNumber | undefined {
  return MAGIC_NUMBERS.find(({ number }) => number === waId);
}
