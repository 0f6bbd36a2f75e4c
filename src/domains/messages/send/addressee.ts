import { contactIdentifier } from '../../../events/people';
import type { Addressee } from '../../../history/types';
import type { SendMessageInput } from './send-message-input';

/** The person a message goes to, as the history knows people; undefined when it goes to a group. Meta prefers `to`. */
export function addresseeOf({ phoneNumberId, to, recipient }: SendMessageInput): Addressee | undefined {
  if (to) return { phoneNumberId, identifier: contactIdentifier(to) };
  return recipient ? { phoneNumberId, identifier: recipient } : undefined;
}
