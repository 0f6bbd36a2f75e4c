import { type JsonObject, objectsOf, textOf } from '../../../common/json';

/** What Meta answers to a send. */
export interface SendAnswer {
  messageId?: string;
  /** `message_status`, for templates. */
  status?: string;
  /** The recipient as asked for. */
  input?: string;
  waId?: string;
  userId?: string;
}

export function readSendAnswer(answer: JsonObject): SendAnswer {
  const [message] = objectsOf(answer.messages);
  const [contact] = objectsOf(answer.contacts);
  return present({
    messageId: textOf(message?.id),
    status: textOf(message?.message_status),
    input: textOf(contact?.input),
    waId: textOf(contact?.wa_id),
    userId: textOf(contact?.user_id),
  });
}

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function present<T extends object>(values: T): Present<T> {
  const given: Present<T> = {};
  for (const key in values) {
    const value = values[key];
    if (value !== undefined) Object.assign(given, { [key]: value });
  }
  return given;
}
