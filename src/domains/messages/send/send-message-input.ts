import { ID, Int } from 'type-graphql';
import { MAX_OWN_CHARS } from '../../../common/callback-data';
import { isObject, type JsonObject } from '../../../common/json';
import { LONGEST_WAIT_MS, OnLimit } from '../../limits/on-limit';
import { MessageContentInput } from './content/message-content';
import { MESSAGE_ID } from './content/message-id';
import { SendField, SendInput } from './declare/decorators';
import { metaEnum } from './declare/meta-enum';
import { metaId, opaqueId, phoneNumber, userId } from './declare/rules';
import { sendRules } from './send-rules';

export const DirectSendCategory = metaEnum(
  'DirectSendCategory',
  'What a message without a template is billed as.',
  {
    UTILITY: 'News that the customer expects.',
    AUTHENTICATION: 'A one-time code; Meta restricts who may send it.',
  },
);

@SendInput<SendMessageInput>('SendMessageInput', {
  description: 'A message to send. It goes to `to`, to `recipient`, or to `groupId`.',
  check: sendRules,
  toGraph: envelope,
})
export class SendMessageInput {
  @SendField(() => ID, {
    local: true,
    rule: metaId,
    description: 'The business phone number that sends.',
  })
  phoneNumberId!: string;

  @SendField(() => String, {
    optional: true,
    rule: phoneNumber,
    description:
      'Phone number of the customer, with its country code; +, blanks and dashes may stand between the digits. ' +
      'Where `recipient` is given too, Meta uses this.',
  })
  to?: string | null;

  @SendField(() => String, {
    optional: true,
    rule: userId,
    description:
      'Business-scoped user id (BSUID) of the customer, or the parent one. Not for one-time codes.',
  })
  recipient?: string | null;

  @SendField(() => ID, {
    optional: true,
    meta: 'group_id',
    chars: 256,
    rule: opaqueId,
    description:
      'The group to send to: text, media, pins and templates only. Not together with `to` or `recipient`.',
  })
  groupId?: string | null;

  @SendField(() => MessageContentInput, { description: 'What the message says.' })
  content!: MessageContentInput;

  @SendField(() => ID, {
    optional: true,
    ...MESSAGE_ID,
    meta: 'context',
    wrap: (id) => ({ message_id: id }),
    description:
      'The message that this one answers, which is then quoted (`context.message_id`). Not for reactions.',
  })
  replyToMessageId?: string | null;

  @SendField(() => String, {
    optional: true,
    chars: 512,
    description:
      'Text of yours that comes back with every status of the message (`biz_opaque_callback_data`). Beside ' +
      `\`idempotencyKey\` ${MAX_OWN_CHARS} characters are left for it.`,
  })
  bizOpaqueCallbackData?: string | null;

  @SendField(() => ID, {
    optional: true,
    local: true,
    chars: 255,
    description:
      'A name of your own for this message, such as the number of the order. However often it is sent with the same ' +
      'key within 24 hours, Meta gets it once and the answer is the same message; with another content the answer is ' +
      '`IDEMPOTENCY_KEY_REUSED`. After an outcome that proves that nothing was sent, the key is free again. Keys of ' +
      'different API keys have nothing to do with each other.',
  })
  idempotencyKey?: string | null;

  @SendField(() => String, {
    optional: true,
    description:
      'Deliver only while the identity key of the customer has this hash; else the message fails with `IDENTITY_KEY_MISMATCH`.',
  })
  recipientIdentityKeyHash?: string | null;

  @SendField(() => Boolean, {
    optional: true,
    description: 'Whether Meta may use activity on this message to optimise marketing messages.',
  })
  messageActivitySharing?: boolean | null;

  @SendField(() => DirectSendCategory, {
    optional: true,
    description:
      'Sends a text or an interactive message outside the customer service window without a template (Direct Send). ' +
      'The account must be enabled for it.',
  })
  category?: string | null;

  @SendField(() => Boolean, {
    optional: true,
    local: true,
    description:
      'Sends also what the message history says Meta would refuse: free-form content outside the customer service ' +
      'window, marketing to somebody who stopped it. Default: no.',
  })
  force?: boolean | null;

  @SendField(() => OnLimit, {
    optional: true,
    local: true,
    description:
      "What to do when a limit of Meta's is in the way: the number's throughput, the recipient's pair limit, the messaging " +
      "limit. Left out, it waits, but a refusal of Meta's is told at once.",
  })
  onLimit?: OnLimit | null;

  @SendField(() => Int, {
    optional: true,
    local: true,
    range: [0, LONGEST_WAIT_MS],
    description: 'How long to wait for limits at most, in milliseconds, with `WAIT`. Default: 5,000.',
  })
  maxWaitMs?: number | null;
}

/** Filled key by key: every send makes one, and spreading costs several times as much. */
function envelope(fields: JsonObject): JsonObject {
  const { content, group_id: groupId } = fields;
  const message: JsonObject = {
    messaging_product: 'whatsapp',
    recipient_type: groupId === undefined ? 'individual' : 'group',
  };
  if (groupId !== undefined) message.to = groupId;
  for (const key in fields) if (key !== 'content' && key !== 'group_id') message[key] = fields[key];
  if (isObject(content)) for (const key in content) message[key] = content[key];
  return message;
}
