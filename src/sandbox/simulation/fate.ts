import { isObject } from '../json';
import { magicOf } from '../magic-numbers';
import type { SentMessage } from '../model/records';

type Status = 'sent' | 'delivered' | 'read' | 'failed';

/** What becomes of a message after it was accepted. */
export interface Fate {
  readonly statuses: readonly Status[];
  readonly error?: { code: number; details: string };
  /** Decided by the recipient; undefined: now and then. */
  readonly answers?: boolean;
}

function failed(code: number, details: string): Fate {
  return { statuses: ['failed'], error: { code, details }, answers: false };
}

const WINDOW_CLOSED = failed(
  131047,
  'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
);

/** The portfolio has written to as many customers as it may in 24 hours. */
export const OVER_MESSAGING_LIMIT = failed(
  131048,
  'Message failed to send because the messaging limit of the business portfolio has been reached.',
);

/** The customer has had enough marketing. */
export const ENOUGH_MARKETING = failed(
  131049,
  'This message was not delivered to maintain healthy ecosystem engagement.',
);

/**
 * Who never wrote counts as if they had: exploring needs no ceremony. Only the magic number for it, and those
 * whose last message is older than 24 hours, have a closed service window.
 */
export function fateOf(
  message: SentMessage,
  windowOpen: boolean | undefined,
  known: (messageId: string) => boolean,
): Fate {
  const magic = magicOf(message.customer.waId);
  const freeForm = message.template === undefined && message.recipient.group_id === undefined;
  if (freeForm && (windowOpen === false || (windowOpen === undefined && magic?.effect === 'window_closed'))) {
    return WINDOW_CLOSED;
  }
  // A reaction is never delivered as far as webhooks tell.
  if (message.type === 'reaction') {
    const { reaction } = message.body;
    const target = isObject(reaction) ? String(reaction.message_id) : '';
    return known(target)
      ? { statuses: ['sent'], answers: false }
      : failed(131009, 'The message to react to does not exist, or is too old.');
  }
  if (
    message.template?.category === 'MARKETING' &&
    message.customer.refusesMarketingFrom.has(message.phoneNumberId)
  ) {
    return failed(131050, 'The customer has chosen to stop marketing messages from this number.');
  }
  switch (magic?.effect) {
    case 'fails':
      return failed(magic.code ?? 131000, magic.meaning);
    case 'marketing_fails':
      if (message.template?.category !== 'MARKETING') break;
      return failed(magic.code ?? 131049, magic.meaning);
    case 'never_delivered':
    case 'held_for_quality':
      return { statuses: ['sent'], answers: false };
    case 'never_read':
      return { statuses: ['sent', 'delivered'], answers: false };
    case 'read_without_delivered':
      return { statuses: ['sent', 'read'] };
    case 'always_replies':
      return { statuses: ['sent', 'delivered', 'read'], answers: true };
    case 'never_replies':
      return { statuses: ['sent', 'delivered', 'read'], answers: false };
    default:
  }
  return { statuses: ['sent', 'delivered', 'read'] };
}
