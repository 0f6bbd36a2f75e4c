import { isObject, type JsonObject, textOf } from '../common/json';
import type { Facts } from './facts';
import type { Inbound } from './inbound';
import { personKey } from './person';
import type { Policies } from './policies';
import type { Charge } from './types';

/** A call of the Graph API as far as limits look at it. */
export interface UpstreamCall {
  method: 'GET' | 'POST' | 'DELETE';
  /** Below the version: `106540352242922/messages`. */
  path: string;
  query?: Readonly<Record<string, string>> | undefined;
  body?: JsonObject | undefined;
  /** Whether it sends a marketing template: the body only has the template's name. */
  isMarketing?: boolean | undefined;
}

/** The parts of a call: a node and, behind it, an edge. */
interface Target {
  id: string;
  edge: string | undefined;
}

type Rule = (call: UpstreamCall, id: string) => readonly Charge[];

/**
 * Tells which limits a call counts against, and how much it takes. That follows from the call itself, so no caller
 * can forget it. The limit that decides the order of calls comes first.
 */
export class CallCharges {
  private readonly rules: Readonly<Record<string, Rule>>;

  constructor(
    private readonly policies: Policies,
    private readonly facts: Facts,
    private readonly inbound: Inbound,
  ) {
    const counted: Rule = (_call, id) => {
      facts.learnAccount(id);
      return this.management(id);
    };
    const credit: Rule = () => policies.creditLine();
    this.rules = {
      messages: (call, id) => this.message(id, call),
      marketing_messages: (call, id) => this.message(id, { ...call, isMarketing: true }),
      register: (call, id) => (call.method === 'POST' ? policies.registration(id) : []),
      deregister: (call, id) => (call.method === 'POST' ? policies.registration(id) : []),
      calls: (call, id) => this.call(id, call.body ?? {}),
      call_permissions: (_call, id) => policies.callPermissionReads(id),
      message_templates: (call, id) => [
        ...(call.method === 'POST' ? this.templateCreation(id) : []),
        ...this.management(id),
      ],
      assigned_users: counted,
      subscribed_apps: counted,
      phone_numbers: counted,
      extendedcredits: credit,
      whatsapp_credit_sharing_and_attach: credit,
      owning_credit_allocation_configs: credit,
    };
  }

  of(call: UpstreamCall): readonly Charge[] {
    const { id, edge } = targetOf(call.path);
    const own = edge === undefined ? this.node(call, id) : this.rules[edge]?.(call, id);
    return [
      ...(own ?? []),
      ...this.platform(),
      ...this.policies.userCalls(),
      ...this.endpoint(call.method, id, edge),
    ];
  }

  /**
   * Limits that a refusal of a call can be about although the call does not count against them: a number that may not
   * answer may not send templates either, and an account that may send nothing may do nothing else.
   */
  beside({ path, body = {} }: UpstreamCall): readonly Charge[] {
    const { id, edge } = targetOf(path);
    if (!isMessage(edge)) return [];
    const { accountId } = this.facts.number(id);
    const person = personOf(body);
    return [
      ...this.policies.spamRate(id, true),
      ...this.messagingLimit(id, person ?? ''),
      ...(person === undefined ? [] : this.policies.userMarketing(person)),
      ...(accountId === undefined ? [] : this.management(accountId)),
    ];
  }

  /** Whether this is an account (WABA), as far as is known. */
  isAccount(id: string): boolean {
    return this.facts.accountOfNode(id) === id;
  }

  /** What any call takes from the allowance of the app. */
  platform(): readonly Charge[] {
    return this.policies.platformCalls();
  }

  /** What any management call on an account takes. */
  management(accountId: string): readonly Charge[] {
    return this.policies.managementCalls(accountId, this.facts.account(accountId).isActive);
  }

  /** What closes the messages of an account, or of a number whose account is not known. */
  messagesOf(id: string): readonly Charge[] {
    return this.policies.endpointCalls(id);
  }

  /** What a new template of an account takes, beside the call. */
  templateCreation(accountId: string): readonly Charge[] {
    return this.policies.templateCreation(accountId);
  }

  /** A message of a number, in either direction. */
  throughput(phoneNumberId: string): readonly Charge[] {
    const { level } = this.facts.number(phoneNumberId);
    return this.policies.throughput(phoneNumberId, level, this.inbound.spreadOf(phoneNumberId));
  }

  /**
   * The messaging limit for a message to a person: that of the number's portfolio, or of the number itself until the
   * portfolio is known.
   */
  messagingLimit(phoneNumberId: string, person: string): readonly Charge[] {
    const { accountId, portfolioId = phoneNumberId } = this.facts.number(phoneNumberId);
    const granted = accountId === undefined ? undefined : this.facts.account(accountId).messagingLimit;
    return this.policies.messagingLimit(portfolioId, granted, person);
  }

  /** What is counted for a portfolio, or for a number or an account whose portfolio is not known. */
  customersOf(subject: string): readonly Charge[] {
    return this.policies.messagingLimit(subject, undefined, '');
  }

  /** All limits that a message to a person can count against, by each of the person's names. */
  toPerson(phoneNumberId: string, names: readonly string[]): readonly Charge[] {
    return [
      ...this.throughput(phoneNumberId),
      ...names.flatMap((name) => this.policies.pair(phoneNumberId, name)),
      ...this.messagingLimit(phoneNumberId, ''),
      ...this.policies.spamRate(phoneNumberId, true),
      ...names.flatMap((name) => this.policies.userMarketing(name)),
    ];
  }

  /** The limit of an edge of a node. For messages it is the account's, where the account is known. */
  private endpoint(method: UpstreamCall['method'], id: string, edge: string | undefined): readonly Charge[] {
    if (isMessage(edge)) return this.messagesOf(this.facts.number(id).accountId ?? id);
    // Meta limits it by itself, with the same code.
    if (edge === 'call_permissions') return [];
    return this.policies.endpointCalls(id, `${method} ${id}/${edge ?? ''}`);
  }

  private message(
    phoneNumberId: string,
    { body = {}, isMarketing = false }: UpstreamCall,
  ): readonly Charge[] {
    // Marking as read, with or without typing: a call on a message, none of its own.
    if (body.status !== undefined) return [];
    const charges = [...this.throughput(phoneNumberId)];
    const person = body.recipient_type === 'group' ? undefined : personOf(body);
    const isUnasked = body.type === 'template' || body.category !== undefined;
    if (person !== undefined) {
      charges.push(...this.policies.pair(phoneNumberId, person));
      if (isUnasked && !this.facts.isWindowOpen(phoneNumberId, person))
        charges.push(...this.messagingLimit(phoneNumberId, person));
      if (isMarketing) charges.push(...this.policies.userMarketing(person));
      if (asksToCall(body)) charges.push(...this.policies.callPermissionRequests(phoneNumberId, person));
    }
    charges.push(...this.policies.spamRate(phoneNumberId, isUnasked));
    return charges;
  }

  private call(phoneNumberId: string, body: JsonObject): readonly Charge[] {
    const person = body.action === 'connect' ? personOf(body) : undefined;
    return person === undefined ? [] : this.policies.businessCalls(phoneNumberId, person);
  }

  /** A node itself: only accounts and phone numbers are counted by Meta, each for its account. */
  private node({ method, query, body }: UpstreamCall, id: string): readonly Charge[] {
    if (method === 'POST' && isTemplateEdit(body)) {
      return this.facts.isTemplateLimited(id) ? this.policies.templateEdits(id) : [];
    }
    if (method !== 'GET') return [];
    const accounts = new Set<string>();
    for (const node of id === '' ? (query?.ids ?? '').split(',') : [id]) {
      const account = this.facts.accountOfNode(node);
      if (account !== undefined) accounts.add(account);
    }
    return [...accounts].flatMap((account) => this.management(account));
  }
}

/** The node and the edge that a path names. */
export function targetOf(path: string): Target {
  const query = path.indexOf('?');
  const end = query < 0 ? path.length : query;
  const slash = path.indexOf('/');
  if (slash < 0 || slash > end) return { id: path.slice(0, end), edge: undefined };
  const next = path.indexOf('/', slash + 1);
  return { id: path.slice(0, slash), edge: path.slice(slash + 1, next < 0 || next > end ? end : next) };
}

function isMessage(edge: string | undefined): boolean {
  return edge === 'messages' || edge === 'marketing_messages';
}

const NO_DIGITS = /\D+/g;

/** The person a body is addressed to. Where it names a phone number as well as a user id, Meta uses the number. */
function personOf({ to, recipient }: JsonObject): string | undefined {
  const phone = textOf(to)?.replaceAll(NO_DIGITS, '');
  const person = phone || textOf(recipient);
  return person ? personKey(person) : undefined;
}

function asksToCall({ interactive }: JsonObject): boolean {
  return isObject(interactive) && interactive.type === 'call_permission_request';
}

function isTemplateEdit(body: JsonObject | undefined): boolean {
  return body?.components !== undefined || body?.category !== undefined;
}
