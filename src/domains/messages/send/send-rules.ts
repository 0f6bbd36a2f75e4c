import { looksCarried, MAX_OWN_CHARS } from '../../../common/callback-data';
import type { MessageContentInput } from './content/message-content';
import { lengthOf } from './declare/limits';
import type { Report } from './declare/problem';
import type { SendMessageInput } from './send-message-input';
import type { TemplateMessageInput } from './template/template-message';

type Kind = keyof MessageContentInput;

/** What a group can be sent. */
const GROUP_KINDS: ReadonlySet<Kind> = new Set([
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'template',
  'pin',
]);

/** What can be sent without a template outside the customer service window. */
const DIRECT_SEND_KINDS: ReadonlySet<Kind> = new Set(['text', 'interactive']);

/** Rules between the address, the content and the options of a message. */
export function sendRules(input: SendMessageInput, report: Report): void {
  addressee(input, report);
  callbackData(input, report);
  const kind = kindOf(input.content);
  if (kind === undefined) return;
  if (input.groupId && !GROUP_KINDS.has(kind)) {
    report(`${kind} cannot be sent to a group; send text, media, a pin or a template.`, 'content', kind);
  }
  if (input.groupId && input.content.template) groupTemplate(input.content.template, report);
  if (kind === 'pin' && !input.groupId) {
    report('pin is for groups only; give groupId instead of to or recipient.', 'content', 'pin');
  }
  if (kind === 'reaction' && input.replyToMessageId) {
    report('replyToMessageId does not go with a reaction; leave it out.', 'replyToMessageId');
  }
  if (input.category && !DIRECT_SEND_KINDS.has(kind)) {
    report(
      `category goes only with text and interactive content, not with ${kind}; leave it out.`,
      'category',
    );
  }
}

/** Groups take templates of text and media: nothing to buy, to pay or to call. */
function groupTemplate(template: TemplateMessageInput, report: Report): void {
  const refuse = (...inside: readonly (string | number)[]) =>
    report(
      'Templates with products, orders or calls cannot be sent to a group; send one of text or media.',
      'content',
      'template',
      ...inside,
    );
  if (template.header?.product) refuse('header', 'product');
  if (template.orderStatus) refuse('orderStatus');
  template.buttons?.forEach((button, index) => {
    for (const name of ['catalog', 'mpm', 'orderDetails', 'voiceCall'] as const)
      if (button[name]) refuse('buttons', index, name);
  });
  template.carousel?.forEach(({ header }, index) => {
    if (header.product) refuse('carousel', index, 'header', 'product');
  });
}

function addressee({ to, recipient, groupId }: SendMessageInput, report: Report): void {
  const person = Boolean(to || recipient);
  if (groupId && person)
    report('groupId is given together with to or recipient; leave one of them out.', 'groupId');
  if (!groupId && !person) report('Nobody to send to: give to, recipient or groupId.');
}

/** Beside a key, the data carries an id of the gateway's own; and beside what would be taken for one. */
function callbackData({ idempotencyKey, bizOpaqueCallbackData }: SendMessageInput, report: Report): void {
  if (!bizOpaqueCallbackData || !(idempotencyKey || looksCarried(bizOpaqueCallbackData))) return;
  const length = lengthOf(bizOpaqueCallbackData);
  if (length <= MAX_OWN_CHARS) return;
  report(
    `bizOpaqueCallbackData has ${length} characters; beside ${idempotencyKey ? 'idempotencyKey' : 'the id that text of this form needs'} ${MAX_OWN_CHARS} are left of Meta's 512. ` +
      `Shorten it by ${length - MAX_OWN_CHARS}.`,
    'bizOpaqueCallbackData',
  );
}

function kindOf(content: MessageContentInput): Kind | undefined {
  let kind: Kind;
  for (kind in content) if (content[kind]) return kind;
  return undefined;
}
