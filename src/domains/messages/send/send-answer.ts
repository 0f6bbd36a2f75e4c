import { type JsonObject, objectsOf, textOf } from '../../../common/json';

/** What Meta answers to a send. */
export interface SendAnswer {
  messageId?: string | undefined;
  /** `message_status`, for templates. */
  status?: string | undefined;
  /** The recipient as asked for. */
  input?: string | undefined;
  waId?: string | undefined;
  userId?: string | undefined;
}

export function readSendAnswer(answer: JsonObject): SendAnswer {
  const [message] = objectsOf(answer.messages);
  const [contact] = objectsOf(answer.contacts);
  return {
    messageId: textOf(message?.id),
    status: textOf(message?.message_status),
    input: textOf(contact?.input),
    waId: textOf(contact?.wa_id),
    userId: textOf(contact?.user_id),
  };
}
