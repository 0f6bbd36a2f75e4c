import type { MessageHistory } from '../../../history/types';
import type { SettledSend } from '../../../outbox/outbox';
import { sentMessageOf } from './sent-message';

/** Puts a message into the history of which only a status says that Meta has it: what it says is known from its send. */
export const recordSettled =
  (history: MessageHistory) =>
  async ({ attempt, messageId, event }: SettledSend): Promise<void> => {
    const { phoneNumberId, payload, startedAt } = attempt;
    const { waId, userId } = event.person ?? {};
    const answer = { ...(waId !== undefined && { waId }), ...(userId !== undefined && { userId }) };
    await history.recordSent(sentMessageOf(messageId, phoneNumberId, payload, answer, startedAt));
  };
