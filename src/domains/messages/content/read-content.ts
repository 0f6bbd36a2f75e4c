import { isObject, type JsonObject } from '../../../common/json';
import { make, text } from '../read';
import { buttonContent } from './button-content';
import { contactsContent } from './contacts-content';
import { interactiveContent } from './interactive-content';
import { locationContent } from './location-content';
import { audioContent, documentContent, imageContent, stickerContent, videoContent } from './media-content';
import { EditContent, type MessageContent } from './message-content';
import { mediaPlaceholderContent, requestWelcomeContent, unsupportedContent } from './notice-content';
import { orderContent } from './order-content';
import { pinContent } from './pin-content';
import { reactionContent } from './reaction-content';
import { replyContent } from './reply-content';
import { RevokeContent } from './revoke-content';
import { systemContent } from './system-content';
import { templateContent } from './template-content';
import { textContent } from './text-content';
import { UnknownContent } from './unknown-content';

type Content = typeof MessageContent;
/** Reads the object that is named after the message's type; undefined when it has not the shape it should have. */
type BodyReader = (
  body: JsonObject,
  phoneNumberId: string | null,
  message: JsonObject,
) => Content | undefined;
type MessageReader = (message: JsonObject) => Content | undefined;

/** Kinds whose content is an object under the type's name. */
const BODY_READERS: ReadonlyMap<string, BodyReader> = new Map<string, BodyReader>([
  ['text', textContent],
  ['image', imageContent],
  ['video', videoContent],
  ['audio', audioContent],
  ['document', documentContent],
  ['sticker', stickerContent],
  ['location', locationContent],
  ['interactive', (body, phoneNumberId) => replyContent(body) ?? interactiveContent(body, phoneNumberId)],
  ['button', buttonContent],
  ['order', orderContent],
  ['reaction', reactionContent],
  ['template', templateContent],
  ['system', (body, _phoneNumberId, message) => systemContent(body, message)],
  ['edit', editContent],
  ['revoke', revokeContent],
  ['pin', pinContent],
]);

/** Kinds without such an object, or with a list in its place. */
const MESSAGE_READERS: ReadonlyMap<string, MessageReader> = new Map<string, MessageReader>([
  ['contacts', contactsContent],
  ['unsupported', unsupportedContent],
  ['request_welcome', requestWelcomeContent],
  ['media_placeholder', mediaPlaceholderContent],
]);

/** The message's type in Meta's words; some of Meta's samples leave it to the object beside it. */
export function contentTypeOf(message: JsonObject): string | null {
  if (typeof message.type === 'string' && message.type !== '') return message.type;
  return [...BODY_READERS.keys()].find((type) => isObject(message[type])) ?? null;
}

/**
 * Reads what a message says. Never throws: what is not understood is `UnknownContent`.
 *
 * @param phoneNumberId the number that the message came to or went from
 */
export function contentOf(message: JsonObject, phoneNumberId: string | null = null): Content {
  const type = contentTypeOf(message);
  return (type === null ? undefined : knownContent(type, message, phoneNumberId)) ?? unknown(message);
}

function knownContent(type: string, message: JsonObject, phoneNumberId: string | null): Content | undefined {
  const body = message[type];
  const readBody = BODY_READERS.get(type);
  if (readBody) return isObject(body) ? readBody(body, phoneNumberId, message) : undefined;
  return MESSAGE_READERS.get(type)?.(message);
}

function unknown(message: JsonObject): UnknownContent {
  return make(UnknownContent, { type: contentTypeOf(message) ?? 'unknown', raw: message });
}

function editContent(body: JsonObject, phoneNumberId: string | null): EditContent | undefined {
  const originalMessageId = text(body.original_message_id);
  const { message } = body;
  if (originalMessageId === null || !isObject(message)) return undefined;
  // An edit of an edit names the first message: one inside the other is a payload made to go deep.
  const content = contentTypeOf(message) === 'edit' ? unknown(message) : contentOf(message, phoneNumberId);
  return make(EditContent, { originalMessageId, content });
}

function revokeContent(body: JsonObject): RevokeContent | undefined {
  const originalMessageId = text(body.original_message_id);
  return originalMessageId === null ? undefined : make(RevokeContent, { originalMessageId });
}
