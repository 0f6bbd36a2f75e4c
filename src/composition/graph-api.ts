import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Config } from '../config';
import { AccountPhoneNumbers } from '../domains/account-phone-numbers';
import { DatabaseAllowanceBook } from '../domains/limits/database-allowance-book';
import { DatabaseFactBook } from '../domains/limits/database-fact-book';
import { followLimits } from '../domains/limits/follow-limits';
import { followTemplates } from '../domains/templates/follow-templates';
import type { TemplateChecks } from '../domains/templates/template-checks';
import { GraphClient } from '../graph/client';
import { GraphApiError } from '../graph/errors';
import type { Expansion } from '../graph/expansion';
import { GrantedAccounts } from '../graph/granted-accounts';
import { ClientGraphSession } from '../graph/graph-session';
import { provesNothingDone } from '../graph/proof';
import type { AllowanceBook } from '../limits/allowance-book';
import { JournaledBook } from '../limits/journal/journaled-book';
import { type Limits, openLimits } from '../limits/open-limits';
import { graphObserver } from '../server/graph-metrics';
import { sqliteFile } from '../store/sqlite-file';
import type { Closers } from './closers';
import type { Stores } from './stores';
import type { Upstream } from './upstream';

/** The way to the Graph API, its limits, and what is read there for everybody. */
export interface GraphApi {
  client: GraphClient;
  /** Absent when they are switched off. */
  limits: Limits | undefined;
  granted: GrantedAccounts;
  phoneNumbers: AccountPhoneNumbers;
  templates: TemplateChecks;
}

export interface GraphApiOptions {
  config: Config;
  logger: Logger;
  closers: Closers;
  upstream: Upstream;
  stores: Stores;
  registry: Registry;
}

export async function openGraphApi(options: GraphApiOptions): Promise<GraphApi> {
  const { config, logger, closers, upstream, stores, registry } = options;
  const { log, history } = stores;
  const limits = await openMetaLimits(options);
  limits?.facts.learnAccounts(config.accountIds ?? []);
  const client = new GraphClient({
    observer: graphObserver(registry),
    gate: limits?.gate,
    baseUrl: upstream.url,
    version: config.graph.version,
    mediaHosts: config.mediaHosts,
    ...(upstream.appSecret && { appSecret: upstream.appSecret }),
  });
  closers.add(() => client.close());
  const granted = new GrantedAccounts({
    client,
    token: upstream.token,
    appId: upstream.appId,
    appSecret: upstream.appSecret,
    onAccounts: (ids) => limits?.facts.learnAccounts(ids),
  });
  // What is read for everybody outlives who asked for it first.
  const shared = new ClientGraphSession(client, upstream.token, { rememberMs: 0 });
  const read = (id: string, ask: Expansion) => shared.load(id, ask);
  if (limits) {
    const stop = followLimits({
      limits,
      log,
      read,
      accountIds: async () => config.accountIds ?? granted.ids(),
      bodyOf: async (messageId) => (await history.message(messageId))?.payload,
      onError: (error) => logger.error({ err: error }, 'changes of limits could not be read'),
    });
    closers.add(stop);
  }
  const { templates, stop } = followTemplates({
    read,
    log,
    onError: (error) => logger.error({ err: error }, 'changes of templates could not be read'),
  });
  closers.add(stop);
  return { client, limits, granted, phoneNumbers: new AccountPhoneNumbers({ read }), templates };
}

/** Limits of Meta's as configured, with what the log says when replicas cannot share them. */
async function openMetaLimits({
  config,
  logger,
  closers,
  stores,
}: GraphApiOptions): Promise<Limits | undefined> {
  if (config.limits === 'off') return undefined;
  const onBookError = (error: unknown) =>
    logger.error({ err: error }, 'what was used of the limits, or is known of accounts, could not be stored');
  // What the sandbox counts ends with it.
  const book = config.isSandbox ? undefined : await openAllowanceBook(config, stores, closers, onBookError);
  const limits = await openLimits({
    settings: config.limits,
    redisUrl: config.redisUrl,
    replicas: config.replicas,
    book,
    factBook: config.isSandbox ? undefined : new DatabaseFactBook(stores.database),
    codeOf: (error) => (error instanceof GraphApiError ? error.meta.code : undefined),
    isUndone: provesNothingDone,
    onBookError,
    onAlone: (reason, replicas) =>
      logger.warn(
        { err: reason, replicas },
        'Redis is away: this replica keeps its share of the limits alone',
      ),
    onShared: () => logger.info('Redis is back: limits are shared again'),
  });
  closers.add(() => limits.gate.stop());
  return limits;
}

/** Where a file can be the database, another one beside it is the fastest place to write to. */
async function openAllowanceBook(
  { databaseUrl, redisUrl }: Config,
  { database }: Stores,
  closers: Closers,
  onError: (error: unknown) => void,
): Promise<AllowanceBook> {
  const book = new DatabaseAllowanceBook(database);
  const file = sqliteFile(databaseUrl);
  if (file === undefined) return book;
  const isAlone = redisUrl === undefined;
  const journaled = await JournaledBook.open({ book, start: `${file}-limits-`, isAlone, onError });
  closers.add(() => journaled.close());
  return journaled;
}
