import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphql } from 'graphql';
import { isObject, type JsonObject } from '../../../../../src/common/json';
import { Turns } from '../../../../../src/domains/messages/send/turns';
import { openEventLog } from '../../../../../src/events/event-log';
import type { EventLog } from '../../../../../src/events/types';
import { GraphClient } from '../../../../../src/graph/client';
import { ClientGraphSession } from '../../../../../src/graph/graph-session';
import type { SentMessage } from '../../../../../src/history/types';
import { type Outbox, openOutbox } from '../../../../../src/outbox/outbox';
import { type Database, openDatabase } from '../../../../../src/store/database';
import { type DoubleAnswer, GraphDouble, type SeenRequest } from '../../../../support/graph-double';
import { sharedReadsOf } from '../../../../support/shared-reads';
import { sendSchema } from './send-schema';

/** The sending mutations over a real client and an HTTP server in the Graph API's place. */
export class SendHarness {
  recorded: SentMessage[] = [];
  /** Ids of messages that were marked as read. */
  read: string[] = [];
  /** What the history says of the service window. */
  windowClosedAt: Date | undefined;
  /** What it says of marketing. */
  optedOutSince: Date | undefined;
  /** The account of every number, where a test cares for its templates. */
  accountId: string | undefined;
  /** What Graph answers; nothing: it breaks the connection. */
  answer: () => DoubleAnswer | undefined = () => undefined;
  turns = new Turns();
  recordSent: (message: SentMessage) => Promise<void> = async (message) => {
    this.recorded.push(message);
  };
  private readonly record = this.recordSent;

  private constructor(
    private readonly folder: string,
    private readonly double: GraphDouble,
    private readonly client: GraphClient,
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly outbox: Outbox,
  ) {}

  static async start(): Promise<SendHarness> {
    let harness: SendHarness | undefined;
    const double = await GraphDouble.start((_request, response) => {
      const result = harness?.answer();
      if (!result) response.destroy();
      return result;
    });
    const folder = await mkdtemp(join(tmpdir(), 'send-'));
    const database = await openDatabase(`sqlite:${join(folder, 'gateway.db')}`);
    const log = await openEventLog(database);
    const outbox = await openOutbox({
      database,
      log,
      onSettled: async () => undefined,
      onRecipientSettled: async () => undefined,
    });
    const client = new GraphClient({ baseUrl: double.url, version: 'v23.0' });
    harness = new SendHarness(folder, double, client, database, log, outbox);
    return harness;
  }

  get requests(): SeenRequest[] {
    return this.double.requests;
  }

  reset(answer: DoubleAnswer): void {
    this.requests.length = 0;
    this.recorded = [];
    this.read = [];
    this.windowClosedAt = undefined;
    this.optedOutSince = undefined;
    this.accountId = undefined;
    this.turns = new Turns();
    this.recordSent = this.record;
    this.answer = () => answer;
  }

  /** Runs a mutation with one `input`; plain JSON, as a client would get it. */
  async mutate(source: string, input: JsonObject, through = this.client): Promise<JsonObject> {
    const result = await graphql({
      schema: sendSchema,
      source,
      variableValues: { input },
      contextValue: {
        caller: { name: 'tester' },
        signal: new AbortController().signal,
        graph: new ClientGraphSession(through, 'EAAtoken'),
        ownership: { assertPhoneNumber: async () => undefined, accountOf: async () => this.accountId },
        templates: sharedReadsOf(through).templates,
        log: this.log,
        sendAttempts: this.outbox.sendAttempts,
        turns: this.turns,
        history: {
          recordSent: (message: SentMessage) => this.recordSent(message),
          recordRead: async (messageId: string) => void this.read.push(messageId),
          windowClosedAt: async () => this.windowClosedAt,
          marketingOptedOutSince: async () => this.optedOutSince,
        },
      },
    });
    const plain: unknown = JSON.parse(JSON.stringify(result));
    if (!isObject(plain)) throw new Error('no answer');
    return plain;
  }

  async stop(): Promise<void> {
    await this.client.close();
    await this.double.stop();
    await this.outbox.close();
    await this.log.close();
    await this.database.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
