import { NotFoundError } from '../../common/errors';
import type { GatewayContext } from '../context';
import { type Conversation, conversationOf } from './conversation';
import { isOwned } from './message-access';

/**
 * A conversation of the stored history that the caller may see.
 *
 * @throws NotFoundError
 */
export async function findConversation(context: GatewayContext, id: string): Promise<Conversation> {
  const record = await context.history.conversation(id);
  // Ids can be guessed: whether others talk with somebody is not told by how it is refused.
  if (!record || !(await isOwned(context, record))) {
    throw new NotFoundError(`The history has no conversation ${id.slice(0, 200)} for this caller.`);
  }
  return conversationOf(record);
}
