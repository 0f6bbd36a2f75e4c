import { isBroadcastId } from '../../common/callback-data';
import { isDeliveryId } from '../../events/deliveries/delivery-id';
import { broadcastOf } from '../broadcasts/broadcast';
import { findBroadcast } from '../broadcasts/find-broadcast';
import type { GatewayContext } from '../context';
import { findDelivery } from '../deliveries/deliveries-resolver';
import { assertScopes } from '../graphql/scopes';
import { findConversation } from '../messages/find-conversation';
import { messageOf } from '../messages/message';
import { assertMessage } from '../messages/message-access';

/** A phone number's id, and the person or the group. */
const CONVERSATION_ID = /^\d+:/;

/** A node that the gateway itself keeps, told by the form of its id; undefined for one that only Graph has. */
export function findOwnNode(context: GatewayContext, id: string): Promise<object> | undefined {
  if (id.startsWith('wamid.')) return assertMessage(context, id).then(messageOf);
  if (CONVERSATION_ID.test(id)) return findConversation(context, id);
  if (isDeliveryId(id)) {
    assertScopes(context.caller, ['events:subscribe']);
    return findDelivery(context, id);
  }
  if (isBroadcastId(id)) {
    assertScopes(context.caller, ['messages:send']);
    return findBroadcast(context, id).then(broadcastOf);
  }
  return undefined;
}
