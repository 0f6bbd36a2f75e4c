import type { Consumption } from '../common/consumption';
import type { Presence } from '../common/presence';
import type { Caller } from '../domains/caller';
import type { GatewayContext } from '../domains/context';
import type { Turns } from '../domains/messages/send/turns';
import type { Ownership } from '../domains/ownership';
import type { GraphSession } from '../graph/session';
import type { MessageHistory } from '../history/types';
import type { GatewayParts } from './context-factory';

/** What belongs to one operation, and the parts that all operations share. */
export interface OperationParts {
  caller: Caller;
  graph: GraphSession;
  consumption: Consumption | undefined;
  ownership: Ownership;
  turns: Turns;
  history: MessageHistory;
  parts: GatewayParts;
}

/** The context of one operation. It is a class because an object literal with a getter costs more than all the rest. */
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
    // Not `#private`: Apollo Server copies contexts, and a copy has no such fields.
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
