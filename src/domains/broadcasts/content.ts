import type { Recipient } from '../../outbox/broadcast';
import type { MessageContentInput } from '../messages/send/content/message-content';
import type { SendMessageInput } from '../messages/send/send-message-input';

/** What all messages of a broadcast have in common. */
export type BroadcastContent = Pick<
  SendMessageInput,
  'phoneNumberId' | 'content' | 'category' | 'messageActivitySharing' | 'force'
>;

/** The message to a recipient, or the placeholders for which the recipient has no parameter. */
export type Composed = { ok: true; input: SendMessageInput } | { ok: false; missing: string[] };

/** `{{name}}`, as in Meta's templates, with any name that a column can have. */
const PLACEHOLDER = /\{\{([^{}]+)\}\}/g;

/** The message to one recipient: the content with the recipient's parameters in place of the placeholders. */
export function compose({ content, ...common }: BroadcastContent, recipient: Recipient): Composed {
  const { to, recipient: userId, parameters = {}, bizOpaqueCallbackData } = recipient;
  const missing = new Set<string>();
  const filled = filledIn(content, (name) => {
    if (Object.hasOwn(parameters, name)) return parameters[name] ?? '';
    missing.add(name);
    return '';
  });
  if (missing.size > 0) return { ok: false, missing: [...missing] };
  return {
    ok: true,
    input: {
      ...common,
      content: filled,
      ...(to !== undefined && { to }),
      ...(userId !== undefined && { recipient: userId }),
      ...(bizOpaqueCallbackData !== undefined && { bizOpaqueCallbackData }),
    },
  };
}

/** Whether all recipients get the same template, in the same language. */
export function isTemplateShared({ content: { template } }: BroadcastContent): boolean {
  return Boolean(template) && ![template?.name, template?.language].some((text) => text?.includes('{{'));
}

function filledIn(
  content: MessageContentInput,
  textFor: (placeholder: string) => string,
): MessageContentInput {
  const copy = structuredClone(content);
  fillTexts(copy, (text) =>
    text.replaceAll(PLACEHOLDER, (whole, placeholder: string) => {
      const name = placeholder.trim();
      return name === '' ? whole : textFor(name);
    }),
  );
  return copy;
}

/** Replaces every text inside a value by the result of `fill`. */
function fillTexts(value: object, fill: (text: string) => string): void {
  for (const key of Object.keys(value)) {
    const inner: unknown = Reflect.get(value, key);
    if (typeof inner === 'string') Reflect.set(value, key, fill(inner));
    else if (typeof inner === 'object' && inner !== null) fillTexts(inner, fill);
  }
}

/** The content as text, to be kept until it is sent. */
export function pack(content: BroadcastContent): string {
  return JSON.stringify(content, function (this: object, key: string, value: unknown) {
    // `JSON.stringify` has made a text of a date before it asks.
    const own: unknown = Reflect.get(this, key);
    return own instanceof Date ? { [DATE]: own.getTime() } : value;
  });
}

/** The other way round. */
export function unpack(text: string): BroadcastContent {
  return JSON.parse(text, (_key, value: unknown) => {
    const time: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, DATE) : undefined;
    return typeof time === 'number' ? new Date(time) : value;
  });
}

/** No field has a name like it. */
const DATE = '#date';
