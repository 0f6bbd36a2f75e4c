import { ForbiddenError, NotFoundError } from '../../common/errors';
import type { MessageRecord } from '../../history/types';
import type { GatewayContext } from '../context';
import { loadMessageRecord } from './message-loader';

/** What says whose a message or a conversation is. */
interface Owned {
  accountId?: string | undefined;
  phoneNumberId?: string | undefined;
}

/**
 * Lets through what the caller may see. What belongs to nobody known is for callers that are not confined.
 *
 * @throws ForbiddenError
 */
async function assertOwned(
  { caller, ownership }: GatewayContext,
  { accountId, phoneNumberId }: Owned,
): Promise<void> {
  if (!caller.accounts) return;
  if (accountId !== undefined) ownership.assertAccount(accountId);
  else if (phoneNumberId !== undefined) await ownership.assertPhoneNumber(phoneNumberId);
  else ownership.assertUnconfined('This message');
}

/** Whether the caller may see it. */
export async function isOwned(context: GatewayContext, owned: Owned): Promise<boolean> {
  try {
    await assertOwned(context, owned);
    return true;
  } catch (error) {
    if (error instanceof ForbiddenError) return false;
    throw error;
  }
}

/**
 * A stored message that the caller may see. How it is refused does not tell that others have one of this id, and who.
 *
 * @throws NotFoundError
 */
export async function assertMessage(context: GatewayContext, id: string): Promise<MessageRecord> {
  const record = await findMessage(context, id);
  if (!record) throw new NotFoundError(`The history has no message ${id.slice(0, 130)}.`);
  return record;
}

/** A stored message; null when there is none, or none that the caller may see. */
export async function findMessage(context: GatewayContext, id: string): Promise<MessageRecord | null> {
  const record = await loadMessageRecord(context.history, id);
  return record && (await isOwned(context, record)) ? record : null;
}
