import { type JsonObject, objectOf, objectsOf, textOf } from '../common/json';
import { addresseeOf, personRef, senderOf } from '../events/people';
import { storedId } from '../events/stored-id';
import { dateOf } from '../events/timestamp';
import type { PersonRef, StoredEvent } from '../events/types';
import { timeOf } from './time-of';

/** What a message is whose file comes later, in a webhook of its own. */
export const PLACEHOLDER = 'media_placeholder';

/** A message from before the number came to the Cloud API: written in the WhatsApp Business app, or received there. */
export interface PastMessage {
  id: string;
  isOurs: boolean;
  payload: JsonObject;
  person: PersonRef | undefined;
  at: number;
  /** How far one of the business's had come, in Meta's words and in capitals. */
  status: string | undefined;
}

/** The messages of the past that an event brings; none for nearly every event. */
export function pastMessagesIn(event: StoredEvent): PastMessage[] {
  if (event.field !== 'history' || event.kind !== 'change') return [];
  const { history, messages, message_echoes: echoes } = event.payload;
  const threads = objectsOf(history).flatMap((chunk) => objectsOf(chunk.threads));
  return [
    ...threads.flatMap((thread) => {
      const person = personOfThread(thread);
      return objectsOf(thread.messages).flatMap((payload) => pastMessage(event, payload, person));
    }),
    ...[...objectsOf(messages), ...objectsOf(echoes)].flatMap((payload) => pastMessage(event, payload)),
  ];
}

/** Whom a chat of the past was with. */
export function personOfThread(thread: JsonObject): PersonRef | undefined {
  const context = objectOf(thread.context);
  const named = {
    userId: textOf(context.user_id),
    parentUserId: textOf(context.parent_user_id),
    waId: textOf(context.wa_id) ?? textOf(thread.id),
  };
  return personRef(named, context);
}

/** Whether a message of the past is the business's: it says whom it went to, or is from the number itself. */
export function isOfBusiness(payload: JsonObject, event: StoredEvent): boolean {
  const business = digitsOf(textOf(objectOf(event.payload.metadata).display_phone_number));
  return payload.to !== undefined || (business !== '' && digitsOf(textOf(payload.from)) === business);
}

function pastMessage(event: StoredEvent, payload: JsonObject, person?: PersonRef): PastMessage[] {
  const id = textOf(payload.id);
  if (!id) return [];
  const isOurs = isOfBusiness(payload, event);
  return [
    {
      id: storedId(id),
      isOurs,
      payload,
      person: person ?? personRef(isOurs ? addresseeOf(payload) : senderOf(payload), undefined),
      at: dateOf(payload.timestamp)?.getTime() ?? timeOf(event),
      status: textOf(objectOf(payload.history_context).status)?.toUpperCase(),
    },
  ];
}

function digitsOf(number: string | undefined): string {
  return number?.replaceAll(/\D/g, '') ?? '';
}
