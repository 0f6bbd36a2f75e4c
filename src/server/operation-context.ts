import type { Consumption } from '../common/consumption';
import type { Presence } from '../common/presence';
import type { Caller } from '../domains/caller';
import type { GatewayContext } from '../domains/context';
import type { Turns } from '../domains/messages/send/turns';
import type { Ownership } from '../domains/ownership';
import type { GraphSession } from '../graph/session';
import type { MessageHistory } from '../history/types';
import type { GatewayParts } from './context-factory';

/** What an operation has of its own, and the parts that all share. */
export interface OperationParts {
  caller: Caller;
  graph: GraphSession;
  consumption: Consumption | undefined;
  ownership: Ownership;
  turns: Turns;
  history: MessageHistory;
  parts: GatewayParts;
}

/** The context of one operation. A class, since an object literal with a getter in it costs more than all the rest. */
export class OperationContext implements GatewayContext {
  readonly caller;
  readonly graph;
  readonly consumption;
  readonly ownership;
  readonly turns;
  readonly history;
  readonly limits;
  readonly templates;
  readonly sendAttempts;
  readonly broadcasts;
  readonly log;
  readonly hub;
  readonly deliveries;
  readonly mediaLinks;
  readonly appId;

  constructor(
    // Apollo Server copies contexts: what is private to the language would not come along.
    private readonly presence: Presence,
    own: OperationParts,
  ) {
    const { parts } = own;
    this.caller = own.caller;
    this.graph = own.graph;
    this.consumption = own.consumption;
    this.ownership = own.ownership;
    this.turns = own.turns;
    this.history = own.history;
    this.limits = parts.limits;
    this.templates = parts.templates;
    this.sendAttempts = parts.sendAttempts;
    this.broadcasts = parts.broadcasts;
    this.log = parts.log;
    this.hub = parts.hub;
    this.deliveries = parts.deliveries;
    this.mediaLinks = parts.mediaLinks;
    this.appId = parts.appId;
  }

  get signal(): AbortSignal {
    return this.presence.signal;
  }
}
