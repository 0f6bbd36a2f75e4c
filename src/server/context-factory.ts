import { Consumption } from '../common/consumption';
import type { Presence } from '../common/presence';
import type { AccountPhoneNumbers } from '../domains/account-phone-numbers';
import type { Caller } from '../domains/caller';
import { CallerOwnership } from '../domains/caller-ownership';
import type { MediaLinks } from '../domains/media/media-links';
import { Turns } from '../domains/messages/send/turns';
import type { TemplateChecks } from '../domains/templates/template-checks';
import type { DeliveryLog } from '../events/deliveries/delivery-log';
import type { Hub } from '../events/hub';
import type { EventLog } from '../events/types';
import type { GraphClient } from '../graph/client';
import type { GrantedAccounts } from '../graph/granted-accounts';
import { ClientGraphSession } from '../graph/graph-session';
import { LastAnswers } from '../graph/last-answers';
import { SharedReads } from '../graph/shared-reads';
import type { MessageHistory } from '../history/types';
import type { Limits } from '../limits/open-limits';
import type { Broadcasts } from '../outbox/broadcasts';
import type { SendAttempts } from '../outbox/send-attempts';
import { OperationContext } from './operation-context';

/** The parts of the gateway that operations use. */
export interface GatewayParts {
  client: GraphClient;
  token: string;
  /** Accounts that are listed; undefined: those the token was granted. */
  accountIds?: readonly string[] | undefined;
  granted: GrantedAccounts;
  phoneNumbers: AccountPhoneNumbers;
  templates: TemplateChecks;
  history: MessageHistory;
  sendAttempts: SendAttempts;
  broadcasts: Broadcasts;
  log: EventLog;
  hub: Hub;
  deliveries: DeliveryLog;
  mediaLinks: MediaLinks;
  limits?: Limits | undefined;
  appId?: string | undefined;
}

/** How long a node that a subscription read from Graph is used again, by all subscriptions. */
const SUBSCRIPTION_READS_MS = 60_000;

/** Makes the context of operations. */
export class ContextFactory {
  /** Shared by all subscriptions: an event told to a thousand sockets must not be a thousand calls. */
  private readonly subscriptionGraph: ClientGraphSession;
  private readonly shared: SharedReads;
  private readonly lastAnswers = new LastAnswers();
  private readonly turns = new Turns();
  private readonly listAccounts = async () => [
    ...(this.parts.accountIds ?? (await this.parts.granted.ids())),
  ];
  /** One per caller, so that the reads of many operations in the same tick are merged. */
  private readonly confined = new WeakMap<ReadonlySet<string>, MessageHistory>();

  constructor(private readonly parts: GatewayParts) {
    this.shared = new SharedReads(parts.client, parts.token);
    // A webhook may report a change, and a caller who reads because of it must not get an answer from before it.
    parts.log.onAppend(() => this.shared.forget());
    this.subscriptionGraph = new ClientGraphSession(parts.client, parts.token, {
      rememberMs: SUBSCRIPTION_READS_MS,
    });
  }

  /** For a query or a mutation: reads are merged and remembered until it ends. */
  forOperation(caller: Caller, presence: Presence): OperationContext {
    const consumption = new Consumption();
    return this.context(caller, presence, this.graphSession(presence, consumption), consumption);
  }

  /** The Graph API for as long as one request lasts. */
  graphSession(presence: Presence, consumption?: Consumption): ClientGraphSession {
    return new ClientGraphSession(this.parts.client, this.parts.token, {
      presence,
      shared: this.shared,
      lastAnswers: this.lastAnswers,
      consumption,
    });
  }

  /** For a subscription, which is executed once for each event, as long as it lives. */
  forSubscription(caller: Caller, presence: Presence): OperationContext {
    return this.context(caller, presence, this.subscriptionGraph);
  }

  private historyFor({ accounts }: Caller): MessageHistory {
    if (!accounts) return this.parts.history;
    const known = this.confined.get(accounts) ?? this.parts.history.asKnownTo(accounts);
    this.confined.set(accounts, known);
    return known;
  }

  private context(
    caller: Caller,
    presence: Presence,
    graph: ClientGraphSession,
    consumption?: Consumption,
  ): OperationContext {
    const { phoneNumbers } = this.parts;
    const { listAccounts } = this;
    const ownership = new CallerOwnership({ caller, graph, phoneNumbers, listAccounts });
    return new OperationContext(presence, {
      caller,
      graph,
      consumption,
      ownership,
      turns: this.turns,
      history: this.historyFor(caller),
      parts: this.parts,
    });
  }
}
