import { NotFoundError } from '../../common/errors';
import type { Broadcast } from '../../outbox/broadcast';
import type { GatewayContext } from '../context';

/**
 * A broadcast that the caller may see and control, because the caller may send from its number.
 *
 * @throws NotFoundError, ForbiddenError
 */
export async function findBroadcast(
  { broadcasts, ownership }: GatewayContext,
  id: string,
): Promise<Broadcast> {
  const broadcast = await broadcasts.byId(id);
  if (!broadcast) throw new NotFoundError(`There is no broadcast ${id.slice(0, 64)}.`);
  await ownership.assertPhoneNumber(broadcast.phoneNumberId);
  return broadcast;
}
