import 'reflect-metadata';
import { graphql } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { AccountsResolver } from '../../../src/domains/accounts/accounts-resolver';
import { CallerOwnership } from '../../../src/domains/caller-ownership';
import { PhoneNumbersResolver } from '../../../src/domains/phone-numbers/phone-numbers-resolver';
import { TemplatesResolver } from '../../../src/domains/templates/templates-resolver';
import { GraphClient } from '../../../src/graph/client';
import { ClientGraphSession } from '../../../src/graph/graph-session';
import { installPlanner } from '../../../src/planner/install';
import { type DoubleAnswer, GraphDouble, type SeenRequest } from '../../support/graph-double';
import { sharedReadsOf } from '../../support/shared-reads';

const schema = installPlanner(
  buildSchemaSync({
    resolvers: [AccountsResolver, PhoneNumbersResolver, TemplatesResolver],
    validate: false,
    authChecker: () => true,
  }),
);

/** Accounts, phone numbers and templates as the planner reads them from a double of Graph that lasts for a test file. */
export class AccountsOverGraph {
  /** What the double answers. */
  answer: (request: SeenRequest) => DoubleAnswer | Promise<DoubleAnswer> = () => ({ body: {} });

  private constructor(
    private readonly double: GraphDouble,
    private readonly client: GraphClient,
  ) {}

  static async start(): Promise<AccountsOverGraph> {
    let started: AccountsOverGraph | undefined;
    const double = await GraphDouble.start((request) => started?.answer(request));
    started = new AccountsOverGraph(double, new GraphClient({ baseUrl: double.url, version: 'v23.0' }));
    return started;
  }

  /** What it was asked since it was last cleared. */
  get requests(): SeenRequest[] {
    return this.double.requests;
  }

  async run(
    source: string,
    variableValues: Record<string, unknown> = {},
    accountIds: string[] = ['1', '2', '3'],
  ) {
    const graph = new ClientGraphSession(this.client, 'EAAtest');
    const caller = { name: 'test', scopes: new Set<never>() };
    const { phoneNumbers } = sharedReadsOf(this.client);
    const listAccounts = async () => accountIds;
    const ownership = new CallerOwnership({ caller, graph, phoneNumbers, listAccounts });
    const contextValue = { caller, graph, ownership };
    const result = await graphql({ schema, source, variableValues, contextValue });
    return JSON.parse(JSON.stringify(result)) as typeof result;
  }

  async stop(): Promise<void> {
    await this.client.close();
    await this.double.stop();
  }
}
