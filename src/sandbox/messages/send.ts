import { invalidParameter } from '../graph-error';
import { isObject } from '../json';
import { magicOf } from '../magic-numbers';
import type { Pair } from '../meta-limits/message-limits';
import type { CallContext } from '../model/call-context';
import type { Parameters, Write } from '../model/kind';
import type { Customer, MessageTemplate, PhoneNumber, SentMessage } from '../model/records';
import { refusalOf } from '../model/standing';
import { check } from './check';
import {
  CONTENT_SCHEMAS,
  contentSchemaOf,
  envelopeSchema,
  isMessageType,
  type MessageType,
  readSchema,
} from './content-schemas';
import { messageError } from './error-codes';
import { messageId } from './message-id';
import { recipientOf } from './recipient';
import { checkTemplateParameters } from './template-parameters';

const IN_GROUPS: readonly MessageType[] = [
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'reaction',
  'template',
  'pin',
];

const MEDIA_TYPES: readonly MessageType[] = ['image', 'video', 'audio', 'document', 'sticker'];

function typeOf(parameters: Parameters): MessageType {
  const type = String(parameters.type ?? 'text');
  if (isMessageType(type)) return type;
  const known = Object.keys(CONTENT_SCHEMAS).join(', ').toUpperCase();
  throw invalidParameter(`Param type must be one of {${known}} - got "${type}".`);
}

/** The template that a send names, if it can be sent now. */
function templateOf(content: unknown, sender: PhoneNumber, { world }: CallContext): MessageTemplate {
  const { name, language, components } = check(CONTENT_SCHEMAS.template, content, ['template']);
  const [template] = world.templates.where(
    (one) => one.accountId === sender.accountId && one.name === name && one.language === language.code,
  );
  if (template?.status === 'PAUSED') throw messageError(132015, `template name (${name}) is paused`);
  if (template?.status === 'DISABLED') throw messageError(132016, `template name (${name}) is disabled`);
  if (template?.status !== 'APPROVED') {
    throw messageError(132001, `template name (${name}) does not exist in ${language.code}`);
  }
  checkTemplateParameters(template, components ?? []);
  return template;
}

/** Media ids and flows that a message names must be there. */
function checkReferences(type: MessageType, content: unknown, { world, limits }: CallContext): void {
  if (!isObject(content)) return;
  if (
    MEDIA_TYPES.includes(type) &&
    content.id !== undefined &&
    world.media.get(String(content.id)) === undefined
  ) {
    throw messageError(131009, `Media ID ${String(content.id)} is not valid.`);
  }
  if (type !== 'interactive' || content.type !== 'flow' || !isObject(content.action)) return;
  const { parameters } = content.action;
  if (!isObject(parameters) || parameters.flow_id === undefined) return;
  const flow = world.flows.get(String(parameters.flow_id));
  if (flow === undefined) throw messageError(131009, `Flow ID ${String(parameters.flow_id)} does not exist.`);
  if (flow.status === 'BLOCKED') throw messageError(132068);
  if (flow.status === 'THROTTLED' && !limits.throttledFlow.take(flow)) throw messageError(132069);
  if (!['PUBLISHED', 'THROTTLED'].includes(flow.status) && parameters.mode !== 'draft') {
    throw messageError(131009, `Flow ${flow.id} is not published.`);
  }
}

/** Restrictions and bans of the account refuse the send at once. */
function checkStanding(
  sender: PhoneNumber,
  customer: Customer,
  template: MessageTemplate | undefined,
  { world, clock }: CallContext,
): void {
  const account = world.accounts.get(sender.accountId);
  const now = clock.now();
  const inWindow = world.customers.windowOpen(sender.id, customer, now) === true;
  const kind = { businessInitiated: template !== undefined && !inWindow, category: template?.category };
  const refusal = account && refusalOf(account, kind, now);
  if (refusal !== undefined) throw messageError(refusal.code, refusal.details);
}

/** The limits between one number and one customer. */
function checkPair(
  pair: Pair & { phoneNumber: PhoneNumber },
  content: unknown,
  { limits }: CallContext,
): void {
  if (pair.phoneNumber.account_mode === 'SANDBOX' && !limits.testRecipients.take(pair)) {
    throw messageError(131030, 'Add the recipient to the list of recipients of the test number.');
  }
  const asksToCall = isObject(content) && content.type === 'call_permission_request';
  if (asksToCall && !limits.callPermissionRequests.take(pair)) throw messageError(138009);
  if (!limits.pair.take(pair)) {
    throw messageError(
      131056,
      'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.',
    );
  }
}

function markAsRead(parameters: Parameters, { world, clock }: CallContext): unknown {
  const { message_id } = check(readSchema, parameters);
  const message = world.receivedMessages.get(message_id);
  if (message === undefined)
    throw messageError(131009, "Parameter 'message_id' is not a message that was received.");
  message.readAt = clock.now();
  return { success: true };
}

/** `POST /{phone-number-id}/messages`: accepts a message, or marks one as read. */
export const sendMessage: Write<PhoneNumber> = (sender, parameters, context) => {
  if (sender.pin === undefined) throw messageError(133010);
  if (parameters.status !== undefined) return markAsRead(parameters, context);
  const { limits } = context;
  if (!limits.throughput.take(sender)) {
    throw messageError(
      130429,
      'Message failed to send because there were too many messages sent from this phone number in a short period of time.',
    );
  }

  const envelope = check(envelopeSchema, parameters);
  const type = typeOf(parameters);
  const content = parameters[type];
  if (content === undefined)
    throw messageError(131008, `Parameter '${type}' is mandatory for type '${type}'`);
  check(contentSchemaOf(type), content, [type]);
  const { customer, recipient, contact } = recipientOf(envelope, sender, context);
  if (recipient.group_id !== undefined && !IN_GROUPS.includes(type)) {
    throw messageError(131009, `Messages of type '${type}' can't be sent to groups.`);
  }
  if (type === 'reaction' && envelope.context !== undefined) {
    throw messageError(131009, "Parameter 'context' is not allowed for type 'reaction'.");
  }
  const template = type === 'template' ? templateOf(content, sender, context) : undefined;
  if (template?.category === 'AUTHENTICATION' && recipient.user_id !== undefined) throw messageError(131062);
  checkReferences(type, content, context);
  checkStanding(sender, customer, template, context);

  const magic = magicOf(recipient.wa_id);
  if (magic?.effect === 'refused' && magic.code !== undefined) throw messageError(magic.code, magic.meaning);

  if (recipient.group_id === undefined) checkPair({ phoneNumber: sender, customer }, content, context);

  const { world, random } = context;
  const message: SentMessage = {
    id: messageId('sent', customer.waId ?? customer.key, world.sentMessages.nextSerial, random),
    phoneNumberId: sender.id,
    customer,
    recipient,
    type,
    body: { ...parameters, type },
    ...(template && { template }),
    ...(envelope.biz_opaque_callback_data !== undefined && {
      callbackData: envelope.biz_opaque_callback_data,
    }),
  };
  world.sentMessages.add(message);
  context.simulation.messageAccepted(message, sender);
  const held = magic?.effect === 'held_for_quality';
  return {
    messaging_product: 'whatsapp',
    contacts: [contact],
    messages: [
      {
        id: message.id,
        ...(recipient.group_id !== undefined && { group_id: recipient.group_id }),
        ...(template && { message_status: held ? 'held_for_quality_assessment' : 'accepted' }),
      },
    ],
  };
};

/** `POST /{phone-number-id}/marketing_messages`: the same, for marketing templates only. */
export const sendMarketingMessage: Write<PhoneNumber> = (sender, parameters, context) => {
  const { template } = parameters;
  const [found] = context.world.templates.where(
    ({ accountId, name }) => accountId === sender.accountId && isObject(template) && name === template.name,
  );
  if (parameters.type !== 'template' || (found !== undefined && found.category !== 'MARKETING')) {
    throw messageError(134100);
  }
  return sendMessage(sender, parameters, context);
};
