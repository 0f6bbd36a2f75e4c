import { type Clock, firstSerial } from '../clock';
import type { Random } from '../random';
import { Customers } from './customers';
import { bind, type GraphNode, type Kind } from './kind';
import { type App, appKind } from './kinds/app';
import { businessKind } from './kinds/business';
import { businessAccountKind } from './kinds/business-account';
import { flowKind } from './kinds/flow';
import { mediaKind } from './kinds/media';
import { messageTemplateKind } from './kinds/message-template';
import { phoneNumberKind } from './kinds/phone-number';
import { SYSTEM_USER_ID, type User, userKind } from './kinds/user';
import { Recent } from './recent';
import type { ReceivedMessage, SentMessage } from './records';

/** Messages that reactions and read marks can still refer to. */
const REMEMBERED_MESSAGES = 10_000;

/** The nodes of one kind, in the order in which they came. */
export class Collection<T extends { id: string }> {
  private readonly entries = new Map<string, { record: T; node: GraphNode }>();
  private count = 0;

  constructor(
    private readonly kind: Kind<T>,
    private readonly nextOrdinal: () => number,
    /** Whether a record's time is over: then it is as if it had been removed. */
    private readonly isGone: (record: T) => boolean = () => false,
  ) {}

  /** How many were ever added. */
  get added(): number {
    return this.count;
  }

  add(record: T): T {
    this.count += 1;
    this.entries.set(record.id, { record, node: bind(this.kind, record, record.id, this.nextOrdinal()) });
    return record;
  }

  get(id: string): T | undefined {
    return this.entry(id)?.record;
  }

  node(id: string): GraphNode | undefined {
    return this.entry(id)?.node;
  }

  where(accepts: (record: T) => boolean = () => true): T[] {
    return [...this.entries.values()].map(({ record }) => record).filter(accepts);
  }

  some(accepts: (record: T) => boolean): boolean {
    for (const { record } of this.entries.values()) if (accepts(record)) return true;
    return false;
  }

  nodesWhere(accepts: (record: T) => boolean): GraphNode[] {
    return [...this.entries.values()].filter(({ record }) => accepts(record)).map(({ node }) => node);
  }

  remove(id: string): boolean {
    return this.entries.delete(id);
  }

  private entry(id: string): { record: T; node: GraphNode } | undefined {
    const entry = this.entries.get(id);
    if (entry === undefined || !this.isGone(entry.record)) return entry;
    this.entries.delete(id);
    return undefined;
  }
}

/** Everything the sandbox knows. Each collection is one kind of node; ids are unique over all of them. */
export class World {
  private ordinal = 0;
  private readonly nextOrdinal = (): number => {
    this.ordinal += 1;
    return this.ordinal;
  };

  readonly apps = new Collection<App>(appKind, this.nextOrdinal);
  readonly users = new Collection<User>(userKind, this.nextOrdinal);
  readonly businesses = new Collection(businessKind, this.nextOrdinal);
  readonly accounts = new Collection(businessAccountKind, this.nextOrdinal);
  readonly phoneNumbers = new Collection(phoneNumberKind, this.nextOrdinal);
  readonly templates = new Collection(messageTemplateKind, this.nextOrdinal);
  readonly flows = new Collection(flowKind, this.nextOrdinal);
  readonly media = new Collection(
    mediaKind,
    this.nextOrdinal,
    ({ expiresAt = Number.POSITIVE_INFINITY }) => expiresAt <= this.clock.now(),
  );

  readonly sentMessages: Recent<SentMessage>;
  readonly receivedMessages: Recent<ReceivedMessage>;

  private readonly collections = [
    this.accounts,
    this.phoneNumbers,
    this.templates,
    this.businesses,
    this.flows,
    this.media,
    this.apps,
    this.users,
  ];

  readonly customers: Customers;

  constructor(
    readonly app: App,
    random: Random,
    readonly clock: Clock,
  ) {
    this.sentMessages = new Recent(REMEMBERED_MESSAGES, firstSerial(clock));
    this.receivedMessages = new Recent(REMEMBERED_MESSAGES, firstSerial(clock));
    this.apps.add(app);
    this.users.add({ id: SYSTEM_USER_ID, name: 'Integration System User' });
    this.customers = new Customers(random);
  }

  /** The node behind an id, whatever its kind; `me` and `app` stand for the token's own. */
  node(name: string): GraphNode | undefined {
    const id = name === 'me' ? SYSTEM_USER_ID : name === 'app' ? this.app.id : name;
    for (const collection of this.collections) {
      const node = collection.node(id);
      if (node !== undefined) return node;
    }
    return undefined;
  }
}
