import 'reflect-metadata';
import { createHmac } from 'node:crypto';
import { type ExecutionResult, execute, type GraphQLSchema, parse, subscribe, validate } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { isObject, type JsonObject } from '../../../../src/common/json';
import { type Caller, SCOPES } from '../../../../src/domains/caller';
import { CallerOwnership } from '../../../../src/domains/caller-ownership';
import { ContactResolver } from '../../../../src/domains/contacts/contact-resolver';
import {
  ContactOptOutsResolver,
  MarketingOptOutResolver,
} from '../../../../src/domains/contacts/marketing-opt-outs';
import type { GatewayContext } from '../../../../src/domains/context';
import { WebhookDeliveriesResolver } from '../../../../src/domains/deliveries/deliveries-resolver';
import { countingDrift } from '../../../../src/domains/events/drift/counting-drift';
import { SchemaDriftResolver } from '../../../../src/domains/events/drift/schema-drift-resolver';
import { EventFamiliesResolver } from '../../../../src/domains/events/event-families-resolver';
import {
  EventFieldsResolver,
  FlowUpdatedResolver,
  MessageStatusUpdatedResolver,
  TemplateEventResolver,
} from '../../../../src/domains/events/event-fields-resolver';
import { EventsResolver } from '../../../../src/domains/events/events-resolver';
import { noPubSub } from '../../../../src/domains/events/no-pub-sub';
import { MediaLinks } from '../../../../src/domains/media/media-links';
import {
  ConversationResolver,
  PhoneNumberConversationsResolver,
} from '../../../../src/domains/messages/conversation-resolver';
import { MessageContextResolver, MessageResolver } from '../../../../src/domains/messages/message-resolver';
import { Turns } from '../../../../src/domains/messages/send/turns';
import { PhoneNumbersResolver } from '../../../../src/domains/phone-numbers/phone-numbers-resolver';
import { templateButtonTypes } from '../../../../src/domains/templates/buttons';
import { DeliveryLog } from '../../../../src/events/deliveries/delivery-log';
import { DeliveryNotes } from '../../../../src/events/deliveries/delivery-notes';
import { openEventLog } from '../../../../src/events/event-log';
import { createHub, type Hub } from '../../../../src/events/hub';
import { namingNumbers } from '../../../../src/events/naming-numbers';
import { createReceiver, type Receiver } from '../../../../src/events/receiver';
import type { EventLog } from '../../../../src/events/types';
import { GraphClient } from '../../../../src/graph/client';
import { ClientGraphSession } from '../../../../src/graph/graph-session';
import { createHistory } from '../../../../src/history/history';
import type { MessageHistory } from '../../../../src/history/types';
import { Broadcasts } from '../../../../src/outbox/broadcasts';
import { SendAttempts } from '../../../../src/outbox/send-attempts';
import { installPlanner } from '../../../../src/planner/install';
import { type Database, openDatabase } from '../../../../src/store/database';
import { sqliteDatabases } from '../../../support/databases';
import { GraphDouble } from '../../../support/graph-double';
import { type ReusedDatabases, reusedDatabases } from '../../../support/reused-databases';
import { sharedReadsOf } from '../../../support/shared-reads';

export const eventSchema: GraphQLSchema = installPlanner(
  buildSchemaSync({
    resolvers: [
      ContactOptOutsResolver,
      ContactResolver,
      ConversationResolver,
      EventFamiliesResolver,
      EventFieldsResolver,
      EventsResolver,
      FlowUpdatedResolver,
      MarketingOptOutResolver,
      MessageContextResolver,
      MessageResolver,
      MessageStatusUpdatedResolver,
      PhoneNumberConversationsResolver,
      PhoneNumbersResolver,
      SchemaDriftResolver,
      TemplateEventResolver,
      WebhookDeliveriesResolver,
    ],
    orphanedTypes: [...templateButtonTypes],
    pubSub: noPubSub,
    validate: false,
    authChecker: ({ context }: { context: GatewayContext }, scopes: string[]) =>
      scopes.every((scope) => [...context.caller.scopes].some((held) => held === scope)),
  }),
);

export const everyone: Caller = { name: 'test', scopes: new Set(SCOPES) };

const SECRET = 'shh';
const sqlite = reusedDatabases(sqliteDatabases());

/** The event stream and the schema over it: real database, log, hub, history, and HTTP in Meta's place. */
export class LiveGateway {
  private constructor(
    private readonly closeDatabase: () => Promise<void>,
    readonly databaseUrl: string,
    readonly database: Database,
    private readonly notes: DeliveryNotes,
    readonly log: EventLog,
    readonly hub: Hub,
    readonly history: MessageHistory,
    readonly receiver: Receiver,
    readonly deliveries: DeliveryLog,
    readonly graph: GraphDouble,
    private readonly client: GraphClient,
  ) {}

  /** Over an empty database, or the one that is named. */
  static async start(place: ReusedDatabases | string = sqlite): Promise<LiveGateway> {
    const opened =
      typeof place === 'string' ? { url: place, database: await openDatabase(place) } : await place.take();
    const { url, database } = opened;
    const closeDatabase = () => (typeof place === 'string' ? database.close() : place.giveBack(opened));
    const log = await openEventLog(database);
    const notes = new DeliveryNotes(database);
    const deliveries = new DeliveryLog(database, notes, log.identity);
    const receiver = createReceiver({
      log: countingDrift(namingNumbers(log), deliveries),
      secrets: [SECRET],
      notes,
    });
    // Every node has a name made of its id, and the same phone number below it.
    const graph = await GraphDouble.start(({ path, query }) => {
      const node = (id: string) => ({
        id,
        name: `Account ${id}`,
        display_phone_number: `+${id}`,
        phone_numbers: { data: [{ id: '106540352242922', display_phone_number: '+1 555-078-3881' }] },
      });
      const ids = query.get('ids')?.split(',');
      return {
        body: ids ? Object.fromEntries(ids.map((id) => [id, node(id)])) : node(path.split('/').at(-1) ?? ''),
      };
    });
    const client = new GraphClient({ baseUrl: graph.url, version: 'v23.0' });
    const history = await createHistory({ database, log });
    return new LiveGateway(
      closeDatabase,
      url,
      database,
      notes,
      log,
      createHub(log),
      history,
      receiver,
      deliveries,
      graph,
      client,
    );
  }

  async close(): Promise<void> {
    await this.hub.close();
    await this.history.close();
    await this.log.close();
    await this.notes.flush();
    await this.closeDatabase();
    await this.client.close();
    await this.graph.stop();
  }

  /** What Meta does: a signed webhook. */
  async post(webhook: JsonObject): Promise<void> {
    const body = Buffer.from(JSON.stringify(webhook));
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    const receipt = await this.receiver.receive(body, `sha256=${signature}`);
    if (receipt.status !== 200) throw new Error(receipt.message);
  }

  context(caller: Caller = everyone, signal = new AbortController().signal): GatewayContext {
    const { client, history, log, hub, deliveries } = this;
    const graph = new ClientGraphSession(client, 'EAAtest', { presence: { signal } });
    const { phoneNumbers, templates } = sharedReadsOf(client);
    const ownership = new CallerOwnership({ caller, graph, phoneNumbers, listAccounts: async () => [] });
    const sendAttempts = new SendAttempts({ database: this.database });
    const broadcasts = new Broadcasts(this.database);
    const mediaLinks = new MediaLinks(undefined);
    return {
      caller,
      signal,
      graph,
      ownership,
      templates,
      history: caller.accounts ? history.asKnownTo(caller.accounts) : history,
      sendAttempts,
      turns: new Turns(),
      broadcasts,
      log,
      hub,
      deliveries,
      mediaLinks,
    };
  }

  async query(source: string, caller?: Caller): Promise<ExecutionResult> {
    return plain(
      await execute({ schema: eventSchema, document: checked(source), contextValue: this.context(caller) }),
    );
  }

  /**
   * The data of a query that is expected to succeed, in the shape that the query asks for.
   *
   * @throws with the messages of its errors
   */
  async ask<Data>(source: string, caller?: Caller): Promise<Data> {
    const { data, errors } = await this.query(source, caller);
    if (errors || !data) throw new Error(errors?.map((error) => error.message).join('\n'));
    return data as Data;
  }

  /** @throws with the messages of the errors when the operation is refused */
  async subscribe(source: string, caller?: Caller, signal?: AbortSignal): Promise<Stream> {
    const contextValue = this.context(caller, signal);
    const stream = await subscribe({ schema: eventSchema, document: checked(source), contextValue });
    if (!(Symbol.asyncIterator in stream)) {
      throw new Error(stream.errors?.map((error) => error.message).join('\n') ?? 'no stream');
    }
    return new Stream(stream);
  }
}

/** A subscription as a client sees it. */
export class Stream {
  constructor(private readonly source: AsyncGenerator<ExecutionResult, void, void>) {}

  /** The data of the next event. */
  async next(): Promise<Record<string, unknown>> {
    const { done, value } = await this.source.next();
    if (done || !value) throw new Error('The stream has ended.');
    const { data, errors } = plain(value);
    if (errors || !isObject(data)) throw new Error(JSON.stringify(errors));
    return data;
  }

  async take(count: number): Promise<Record<string, unknown>[]> {
    const taken: Record<string, unknown>[] = [];
    while (taken.length < count) taken.push(await this.next());
    return taken;
  }

  /** The data of all events until it completes. */
  async rest(): Promise<Record<string, unknown>[]> {
    const taken: Record<string, unknown>[] = [];
    for await (const result of this.source) {
      const { data, errors } = plain(result);
      if (errors || !isObject(data)) throw new Error(JSON.stringify(errors));
      taken.push(data);
    }
    return taken;
  }

  async isDone(): Promise<boolean> {
    return (await this.source.next()).done === true;
  }

  async close(): Promise<void> {
    await this.source.return();
  }
}

function checked(source: string) {
  const document = parse(source);
  const errors = validate(eventSchema, document);
  if (errors.length > 0) throw new Error(errors.map((error) => error.message).join('\n'));
  return document;
}

/** As a client gets it. */
function plain(result: ExecutionResult): ExecutionResult {
  return JSON.parse(JSON.stringify(result));
}
