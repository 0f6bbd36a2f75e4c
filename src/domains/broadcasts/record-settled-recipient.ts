import type { MessageHistory } from '../../history/types';
import type { SettledRecipient } from '../../outbox/broadcast-settlement';
import { settledMessageOf } from '../messages/send/record-settled';
import { prepare } from '../messages/send/sender';
import { compose, unpack } from './content';

/** Puts a message of a broadcast into the history of which only a status says that Meta has it. */
export const recordSettledRecipient =
  (history: MessageHistory) =>
  async ({ broadcast, recipient, messageId, event }: SettledRecipient): Promise<void> => {
    const composed = compose(unpack(broadcast.content), recipient);
    const prepared = composed.ok ? prepare(composed.input) : undefined;
    if (!prepared?.ok) return;
    const { phoneNumberId } = broadcast;
    const payload = prepared.value.body;
    await history.recordSent(
      settledMessageOf({ phoneNumberId, payload, startedAt: recipient.updatedAt }, messageId, event),
    );
  };
