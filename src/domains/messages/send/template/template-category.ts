import type { GatewayContext } from '../../../context';
import type { SendMessageInput } from '../send-message-input';

/** The category of the template that a message names: undefined where there is none, or it is not known now. */
export async function templateCategoryOf(
  { phoneNumberId, content: { template: named } }: SendMessageInput,
  { ownership, templates }: GatewayContext,
): Promise<string | undefined> {
  if (!named) return undefined;
  const accountId = await ownership.accountOf(phoneNumberId);
  if (accountId === undefined) return undefined;
  return (await templates.find(accountId, named.name, named.language))?.category;
}
