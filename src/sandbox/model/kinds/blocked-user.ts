import { GraphError, invalidParameter } from '../../graph-error';
import { messageError, titleOf } from '../../messages/error-codes';
import type { CallContext } from '../call-context';
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

const NOT_RECENT = 'Only users who have sent a message within 24 hours can be blocked.';

function users({ block_users }: Parameters): string[] {
  if (!Array.isArray(block_users)) throw invalidParameter('The parameter block_users is required.');
  return block_users.map((item: unknown) => {
    if (typeof item !== 'object' || item === null) throw invalidParameter('Param block_users[0] is invalid');
    return String(Reflect.get(item, 'user') ?? Reflect.get(item, 'user_id')).replace(/[^\w.]/g, '');
  });
}

/** Whether somebody can be blocked: only who wrote within 24 hours. Who never wrote counts as if they had. */
function canBeBlocked(user: string, { id }: PhoneNumber, { world, clock }: CallContext): boolean {
  const customer = world.customers.find(user);
  return customer !== undefined && world.customers.windowOpen(id, customer, clock.now()) !== false;
}

/** Blocks customers: nothing from them comes through any more, and nothing goes to them. */
export const blockUsers: Write<PhoneNumber> = (phoneNumber, parameters, context) => {
  const given = users(parameters);
  const added = given.filter((user) => canBeBlocked(user, phoneNumber, context));
  const failed = given.filter((user) => !added.includes(user));
  const blocked = [...new Set([...phoneNumber.blockedUsers, ...added])];
  if (!context.limits.blockedUsers.take({ phoneNumber, count: blocked.length })) throw messageError(139101);
  phoneNumber.blockedUsers = blocked;
  const answer = {
    messaging_product: 'whatsapp',
    block_users: {
      added_users: added.map((user) => ({ input: user, wa_id: user })),
      ...(failed.length > 0 && {
        failed_users: failed.map((user) => ({
          input: user,
          wa_id: user,
          errors: [{ code: 131047, message: titleOf(131047), error_data: { details: NOT_RECENT } }],
        })),
      }),
    },
  };
  if (failed.length === 0) return answer;
  throw new GraphError(139100, `(#139100) ${titleOf(139100)}`, { details: NOT_RECENT, beside: answer });
};

export const unblockUsers: Write<PhoneNumber> = (phoneNumber, parameters) => {
  const removed = users(parameters);
  phoneNumber.blockedUsers = phoneNumber.blockedUsers.filter((user) => !removed.includes(user));
  return {
    messaging_product: 'whatsapp',
    block_users: { removed_users: removed.map((user) => ({ input: user, wa_id: user })) },
  };
};
