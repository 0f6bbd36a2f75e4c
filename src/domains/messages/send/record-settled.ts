import type { StoredEvent } from '../../../events/types';
import type { MessageHistory, SentMessage } from '../../../history/types';
import type { SettledSend } from '../../../outbox/outbox';
import type { SendAttempt } from '../../../outbox/send-attempt';
import { sentMessageOf } from './sent-message';

/** Records a message in the history after a status has shown that Meta has it. Its content is known from the send. */
export const recordSettled =
  (history: MessageHistory) =>
  async ({ attempt, messageId, event }: SettledSend): Promise<void> => {
    await history.recordSent(settledMessageOf(attempt, messageId, event));
  };

/** A message as the history keeps it, from its send and from the status that names it. */
export function settledMessageOf(
  { phoneNumberId, payload, startedAt }: Pick<SendAttempt, 'phoneNumberId' | 'payload' | 'startedAt'>,
  messageId: string,
  { person = {} }: StoredEvent,
): SentMessage {
  const { waId, userId } = person;
  const answer = { ...(waId !== undefined && { waId }), ...(userId !== undefined && { userId }) };
  return sentMessageOf(messageId, phoneNumberId, payload, answer, startedAt);
}
