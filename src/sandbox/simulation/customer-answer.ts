import { isObject, objectsOf } from '../json';
import type { SentMessage } from '../model/records';
import type { Random } from '../random';

type Content = Record<string, unknown>;

const TEXTS = [
  'Thanks, got it!',
  'Great, thank you 🙏',
  'When will it arrive?',
  'Can you tell me more about it?',
  'OK',
  'Could someone call me back please?',
];

function pick<T>(items: readonly T[], share: number): T | undefined {
  return items[Math.floor(share * items.length)];
}

/** The buttons, rows or form of an interactive message, as the customer answers them. */
function interactiveAnswer(interactive: Content, share: number): Content | undefined {
  const action = isObject(interactive.action) ? interactive.action : {};
  if (interactive.type === 'button') {
    const button = pick(objectsOf(action.buttons), share);
    return button && { type: 'button_reply', button_reply: button.reply };
  }
  if (interactive.type === 'list') {
    const row = pick(
      objectsOf(action.sections).flatMap(({ rows }) => objectsOf(rows)),
      share,
    );
    return row && { type: 'list_reply', list_reply: row };
  }
  if (interactive.type === 'flow') {
    const parameters = isObject(action.parameters) ? action.parameters : {};
    const token = parameters.flow_token === undefined ? {} : { flow_token: parameters.flow_token };
    return {
      type: 'nfm_reply',
      nfm_reply: { name: 'flow', body: 'Sent', response_json: JSON.stringify({ ...token, rating: 'good' }) },
    };
  }
  return undefined;
}

/** What a customer answers to a message: type and content of an inbound message. */
export function answerTo(message: SentMessage, random: Random): { type: string; content: Content } {
  const share = random.fraction('answer', message.id);
  if (isObject(message.body.interactive)) {
    const interactive = interactiveAnswer(message.body.interactive, share);
    if (interactive !== undefined) return { type: 'interactive', content: interactive };
  }
  const buttons = message.template?.components.flatMap((component) => component.buttons ?? []) ?? [];
  const quickReply = buttons.find(({ type }) => type === 'QUICK_REPLY');
  if (quickReply !== undefined) {
    return { type: 'button', content: { payload: quickReply.text, text: quickReply.text } };
  }
  if (share < 0.15 && message.type !== 'reaction') {
    return { type: 'reaction', content: { message_id: message.id, emoji: '👍' } };
  }
  return { type: 'text', content: { body: pick(TEXTS, share) ?? 'OK' } };
}
