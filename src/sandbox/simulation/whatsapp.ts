import { type Clock, unixSeconds } from '../clock';
import { magicOf } from '../magic-numbers';
import { messageId } from '../messages/message-id';
import type { Customer, MessageTemplate, PhoneNumber, SentMessage } from '../model/records';
import type { Simulation } from '../model/simulation';
import type { World } from '../model/world';
import type { Random } from '../random';
import {
  contactOf,
  envelope,
  metadataOf,
  statusOf,
  templateStatusOf,
  type Value,
} from '../webhooks/payloads';
import type { WebhookPoster } from '../webhooks/poster';
import { answerTo } from './customer-answer';
import { fateOf } from './fate';
import type { Scheduler } from './scheduler';

export interface StatusDelays {
  readonly sent: number;
  readonly delivered: number;
  readonly read: number;
}

export interface WhatsAppOptions {
  readonly world: World;
  readonly clock: Clock;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly poster: WebhookPoster;
  readonly statusDelaysMs: StatusDelays;
  readonly replyProbability: number;
  readonly callbackUrl: () => string;
}

/** An inbound message as its sender wrote it: `type` and the object named after it. */
export interface Inbound {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** The network behind the API: it delivers, customers read and answer, Meta reviews. All of it ends in webhooks. */
export class WhatsApp implements Simulation {
  constructor(private readonly options: WhatsAppOptions) {}

  callbackUrl(): string {
    return this.options.callbackUrl();
  }

  messageAccepted(message: SentMessage, phoneNumber: PhoneNumber): void {
    const { statusDelaysMs, scheduler, world, clock } = this.options;
    const windowOpen = world.customers.windowOpen(phoneNumber.id, message.customer, clock.now());
    const known = (id: string): boolean =>
      (world.sentMessages.get(id) ?? world.receivedMessages.get(id)) !== undefined;
    const fate = fateOf(message, windowOpen, known);
    fate.statuses.forEach((status, index) => {
      scheduler.after(statusDelaysMs[status === 'failed' ? 'sent' : status], () => {
        const value = this.statusValue(message, phoneNumber, {
          status,
          first: index === 0,
          windowOpen: windowOpen === true,
          ...(fate.error && { error: fate.error }),
        });
        this.postMessages(phoneNumber, value, `${status} ${message.id}`, message.customer);
      });
    });
    if (fate.answers ?? this.feelsLikeAnswering(message)) {
      scheduler.after(statusDelaysMs.read * 1.5, () => {
        const { type, content } = answerTo(message, this.options.random);
        const context = {
          from: phoneNumber.display_phone_number.replace(/\D/g, ''),
          id: message.id,
        };
        const quotes = type === 'button' || type === 'interactive';
        this.customerWrites(phoneNumber, message.customer, {
          type,
          [type]: content,
          ...(quotes && { context }),
          ...(message.recipient.group_id !== undefined && { group_id: message.recipient.group_id }),
        });
      });
    }
  }

  /** A customer sends something. Returns the message's id. */
  customerWrites(phoneNumber: PhoneNumber, customer: Customer, inbound: Inbound): string {
    const { world, clock, random } = this.options;
    const id = messageId(
      'received',
      customer.waId ?? customer.key,
      world.receivedMessages.nextSerial,
      random,
    );
    const timestamp = String(unixSeconds(clock));
    world.receivedMessages.add({ id, phoneNumberId: phoneNumber.id, timestamp });
    world.customers.wrote(phoneNumber.id, customer, clock.now());
    const userId = this.userIdOf(customer, phoneNumber);
    const { type, ...content } = inbound;
    const message = {
      ...(!customer.hidesPhone && customer.waId && { from: customer.waId }),
      from_user_id: userId,
      id,
      timestamp,
      type,
      ...content,
    };
    const value = {
      messaging_product: 'whatsapp',
      metadata: metadataOf(phoneNumber),
      contacts: [contactOf(customer, userId)],
      messages: [message],
    };
    this.postMessages(phoneNumber, value, `message ${type} ${id}`, customer);
    return id;
  }

  templateSubmitted(template: MessageTemplate): void {
    const { scheduler, statusDelaysMs, world } = this.options;
    scheduler.after(statusDelaysMs.read, () => {
      if (template.status !== 'PENDING' || world.templates.get(template.id) === undefined) return;
      // Documented in GET /sandbox: a name that says so is rejected.
      const rejected = template.name.includes('reject');
      template.status = rejected ? 'REJECTED' : 'APPROVED';
      template.rejected_reason = rejected ? 'INVALID_FORMAT' : 'NONE';
      this.templateStatusChanged(template, template.rejected_reason);
    });
  }

  templateStatusChanged(template: MessageTemplate, reason: string | null): void {
    const { clock, poster } = this.options;
    const now = unixSeconds(clock);
    const value = templateStatusOf(template, reason, now);
    const payload = envelope(template.accountId, 'message_template_status_update', value, now);
    if (this.subscribed(template.accountId)) {
      poster.post(this.callbackUrl(), payload, `template ${template.name} ${template.status}`);
    }
  }

  private statusValue(
    message: SentMessage,
    phoneNumber: PhoneNumber,
    parts: Pick<Parameters<typeof statusOf>[0], 'status' | 'first' | 'windowOpen' | 'error'>,
  ): Value {
    const userId = this.userIdOf(message.customer, phoneNumber);
    const timestamp = unixSeconds(this.options.clock);
    return {
      messaging_product: 'whatsapp',
      metadata: metadataOf(phoneNumber),
      ...(parts.status !== 'failed' && { contacts: [contactOf(message.customer, userId)] }),
      statuses: [statusOf({ ...parts, message, userId, timestamp })],
    };
  }

  private userIdOf(customer: Customer, phoneNumber: PhoneNumber): string {
    const { world } = this.options;
    return world.customers.userId(customer, world.accounts.get(phoneNumber.accountId)?.ownerBusinessId ?? '');
  }

  private feelsLikeAnswering(message: SentMessage): boolean {
    return this.options.random.fraction('reply', message.id) < this.options.replyProbability;
  }

  private subscribed(accountId: string): boolean {
    return this.options.world.accounts.get(accountId)?.subscribed ?? false;
  }

  /** Webhooks of messages follow the overrides: the phone number's, the account's, then the app's URL. */
  private postMessages(phoneNumber: PhoneNumber, value: Value, label: string, customer: Customer): void {
    const { world, poster } = this.options;
    if (!this.subscribed(phoneNumber.accountId)) return;
    const url =
      phoneNumber.webhookOverride?.override_callback_uri ??
      world.accounts.get(phoneNumber.accountId)?.webhookOverride?.override_callback_uri ??
      this.callbackUrl();
    const payload = envelope(phoneNumber.accountId, 'messages', value);
    const times = magicOf(customer.waId)?.effect === 'duplicate_webhooks' ? 2 : 1;
    for (let time = 0; time < times; time += 1) poster.post(url, payload, label);
  }
}
