import { type Clock, unixSeconds } from '../clock';
import { magicOf } from '../magic-numbers';
import { messageId } from '../messages/message-id';
import type { Limits } from '../meta-limits/limits';
import type { Customer, MessageTemplate, PhoneNumber, SentMessage } from '../model/records';
import type { Simulation } from '../model/simulation';
import type { World } from '../model/world';
import type { Random } from '../random';
import type { Announcer } from '../webhooks/announcer';
import {
  contactOf,
  metadataOf,
  type StatusParts,
  statusOf,
  templateStatusOf,
  type Value,
} from '../webhooks/payloads';
import { answerTo } from './customer-answer';
import { ENOUGH_MARKETING, type Fate, fateOf, OVER_MESSAGING_LIMIT } from './fate';
import type { Scheduler } from './scheduler';

const HOUR_MS = 3_600_000;

export interface StatusDelays {
  readonly sent: number;
  readonly delivered: number;
  readonly read: number;
}

export interface WhatsAppOptions {
  readonly world: World;
  readonly clock: Clock;
  readonly random: Random;
  readonly limits: Limits;
  readonly scheduler: Scheduler;
  readonly announcer: Announcer;
  readonly statusDelaysMs: StatusDelays;
  readonly replyProbability: number;
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
    return this.options.announcer.callbackUrl();
  }

  messageAccepted(message: SentMessage, phoneNumber: PhoneNumber): void {
    const { statusDelaysMs, scheduler, world, clock } = this.options;
    const windowOpen = world.customers.windowOpen(phoneNumber.id, message.customer, clock.now());
    const known = (id: string): boolean =>
      (world.sentMessages.get(id) ?? world.receivedMessages.get(id)) !== undefined;
    const fate = this.limited(fateOf(message, windowOpen, known), message, phoneNumber, windowOpen === true);
    fate.statuses.forEach((status, index) => {
      scheduler.after(statusDelaysMs[status === 'failed' ? 'sent' : status], () => {
        this.messageStatus(message, phoneNumber, {
          status,
          first: index === 0,
          windowOpen: windowOpen === true,
          ...(fate.error && { error: fate.error }),
        });
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

  /** A customer sends something, or sent it at `writtenAt` (milliseconds). Returns the message's id. */
  customerWrites(
    phoneNumber: PhoneNumber,
    customer: Customer,
    inbound: Inbound,
    writtenAt = this.options.clock.now(),
  ): string {
    const { world, random } = this.options;
    const id = messageId(
      'received',
      customer.waId ?? customer.key,
      world.receivedMessages.nextSerial,
      random,
    );
    const timestamp = String(Math.floor(writtenAt / 1000));
    world.receivedMessages.add({ id, phoneNumberId: phoneNumber.id, customer, timestamp });
    const fromSystem = inbound.type === 'system';
    if (!fromSystem) {
      world.customers.gotInTouch(phoneNumber.id, customer, writtenAt);
      this.options.limits.throughput.note(phoneNumber);
    }
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
      ...(!fromSystem && { contacts: [contactOf(customer, userId)] }),
      messages: [message],
    };
    this.announceMessages(phoneNumber, value, `message ${type} ${id}`, customer);
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

  templateStatusChanged(template: MessageTemplate, reason: string | null, event = template.status): void {
    const { clock, announcer } = this.options;
    if (event === 'PAUSED') this.pause(template);
    announcer.announce({
      accountId: template.accountId,
      field: 'message_template_status_update',
      value: templateStatusOf(template, reason, unixSeconds(clock), event),
      label: `template ${template.name} ${event}`,
    });
  }

  /** Tells what became of a message. */
  messageStatus(
    message: SentMessage,
    phoneNumber: PhoneNumber,
    parts: Pick<StatusParts, 'status' | 'first' | 'windowOpen' | 'error'>,
  ): void {
    const userId = this.userIdOf(message.customer, phoneNumber);
    const timestamp = unixSeconds(this.options.clock);
    const value = {
      messaging_product: 'whatsapp',
      metadata: metadataOf(phoneNumber),
      ...(parts.status !== 'failed' && { contacts: [contactOf(message.customer, userId)] }),
      statuses: [statusOf({ ...parts, message, userId, timestamp })],
    };
    this.announceMessages(phoneNumber, value, `${parts.status} ${message.id}`, message.customer);
  }

  /** The fate that was meant for a message, unless a limit that Meta notices late has the better of it. */
  private limited(fate: Fate, message: SentMessage, phoneNumber: PhoneNumber, windowOpen: boolean): Fate {
    const { world, limits } = this.options;
    const { customer, template, recipient } = message;
    const account = world.accounts.get(phoneNumber.accountId);
    const failed = fate.statuses.includes('failed');
    if (failed || template === undefined || recipient.group_id !== undefined || !account) return fate;
    const capped = template.category === 'MARKETING' && magicOf(customer.waId)?.effect === 'marketing_capped';
    if (capped && !limits.userMarketing.take(customer)) return ENOUGH_MARKETING;
    const tier = world.businesses.get(account.ownerBusinessId)?.whatsapp_business_manager_messaging_limit;
    if (windowOpen || limits.messaging.take({ account, customer, tier: tier ?? '' })) return fate;
    return OVER_MESSAGING_LIMIT;
  }

  /** The BSUID under which the number's owner knows a customer. */
  userIdOf(customer: Customer, phoneNumber: PhoneNumber): string {
    const { world } = this.options;
    return world.customers.userId(customer, world.accounts.get(phoneNumber.accountId)?.ownerBusinessId ?? '');
  }

  /** A pause ends by itself: the first after three hours, later ones after six. */
  private pause(template: MessageTemplate): void {
    const pause = (template.pauses ?? 0) + 1;
    template.pauses = pause;
    this.options.scheduler.after((pause === 1 ? 3 : 6) * HOUR_MS, () => {
      if (template.status !== 'PAUSED' || template.pauses !== pause) return;
      template.status = 'APPROVED';
      this.templateStatusChanged(template, 'NONE');
    });
  }

  private feelsLikeAnswering(message: SentMessage): boolean {
    return this.options.random.fraction('reply', message.id) < this.options.replyProbability;
  }

  private announceMessages(phoneNumber: PhoneNumber, value: Value, label: string, customer: Customer): void {
    const { accountId } = phoneNumber;
    this.options.announcer.announce({ accountId, field: 'messages', value, phoneNumber, customer, label });
  }
}
