import type { GraphQLResolveInfo } from 'graphql';
import type { JsonObject } from '../../common/json';
import type { GatewayContext } from '../context';
import { loadTypedNode } from '../nodes/load-typed-node';
import { noteOrigin } from './media-origin';

/**
 * Reads a file's node.
 *
 * @param phoneNumberId a number that the caller may see
 * @throws ForbiddenError when no phone number is known and the caller may not see all of them
 */
export async function loadMedia(
  context: GatewayContext,
  id: string,
  phoneNumberId: string | null,
  info: GraphQLResolveInfo,
): Promise<JsonObject> {
  if (phoneNumberId === null) context.ownership.assertUnconfined(`Media ${id} without \`phoneNumberId\``);
  const query = phoneNumberId === null ? undefined : { phone_number_id: phoneNumberId };
  return noteOrigin(await loadTypedNode(context, id, info, 'Media', query), phoneNumberId);
}
