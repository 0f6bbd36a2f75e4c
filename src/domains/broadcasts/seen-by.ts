import type { BroadcastListFilter } from '../../outbox/broadcasts';
import type { GatewayContext } from '../context';
import { isOwned } from '../messages/message-access';

/**
 * Which broadcasts a list has for the caller. A name alone says little of who a caller is: tokens for several
 * businesses may have one subject, and a key may have been for other accounts before.
 *
 * @throws ForbiddenError
 */
export async function seenBy(
  context: GatewayContext,
  phoneNumberId: string | undefined,
): Promise<BroadcastListFilter> {
  const { broadcasts, caller, ownership } = context;
  if (phoneNumberId !== undefined) {
    await ownership.assertPhoneNumber(phoneNumberId);
    return { phoneNumberIds: [phoneNumberId] };
  }
  if (!caller.accounts) return {};
  const numbers = await broadcasts.numbersOf(caller.name);
  const owned = await Promise.all(numbers.map((id) => isOwned(context, { phoneNumberId: id })));
  return { caller: caller.name, phoneNumberIds: numbers.filter((_id, index) => owned[index]) };
}
