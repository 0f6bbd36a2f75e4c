import { invalidParameter } from '../../graph-error';
import type { Kind, Parameters, Write } from '../kind';
import type { PhoneNumber } from '../records';

export const blockedUserKind: Kind<{ wa_id: string }> = {
  type: 'WhatsAppBlockedUser',
  description: 'A customer that the business has blocked',
  fields: {
    messaging_product: {
      type: 'string',
      description: 'Always whatsapp',
      byDefault: true,
      value: () => 'whatsapp',
    },
    wa_id: { type: 'string', description: "The customer's phone number", byDefault: true },
  },
};

function users({ block_users }: Parameters): string[] {
  if (!Array.isArray(block_users)) throw invalidParameter('The parameter block_users is required.');
  return block_users.map((item: unknown) => {
    if (typeof item !== 'object' || item === null) throw invalidParameter('Param block_users[0] is invalid');
    return String(Reflect.get(item, 'user') ?? Reflect.get(item, 'user_id')).replace(/[^\w.]/g, '');
  });
}

/** Blocks customers: nothing from them comes through any more, and nothing goes to them. */
export const blockUsers: Write<PhoneNumber> = (phoneNumber, parameters) => {
  const added = users(parameters);
  phoneNumber.blockedUsers = [...new Set([...phoneNumber.blockedUsers, ...added])];
  return {
    messaging_product: 'whatsapp',
    block_users: { added_users: added.map((user) => ({ input: user, wa_id: user })) },
  };
};

export const unblockUsers: Write<PhoneNumber> = (phoneNumber, parameters) => {
  const removed = users(parameters);
  phoneNumber.blockedUsers = phoneNumber.blockedUsers.filter((user) => !removed.includes(user));
  return {
    messaging_product: 'whatsapp',
    block_users: { removed_users: removed.map((user) => ({ input: user, wa_id: user })) },
  };
};
