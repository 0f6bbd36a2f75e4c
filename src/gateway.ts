// Decorators of the domains need it before the first of them is loaded.
import 'reflect-metadata';
import { resolve } from 'node:path';
import pino, { type Logger } from 'pino';
import { Registry } from 'prom-client';
import type { Config } from './config';
import { AccountPhoneNumbers } from './domains/account-phone-numbers';
import { BROADCASTER, BroadcastRunner } from './domains/broadcasts/broadcast-runner';
import { recordSettledRecipient } from './domains/broadcasts/record-settled-recipient';
import { DatabaseAllowanceBook } from './domains/limits/database-allowance-book';
import { countingInbound, followLimits } from './domains/limits/follow-limits';
import { MediaLinks } from './domains/media/media-links';
import { recordSettled } from './domains/messages/send/record-settled';
import { followTemplates } from './domains/templates/follow-templates';
import { DeliveryLog } from './events/deliveries/delivery-log';
import { DeliveryNotes } from './events/deliveries/delivery-notes';
import { openEventLog } from './events/event-log';
import { createHub } from './events/hub';
import { createReceiver } from './events/receiver';
import { startRetention } from './events/retention';
import { GraphClient } from './graph/client';
import { GraphApiError } from './graph/errors';
import type { Expansion } from './graph/expansion';
import { GrantedAccounts } from './graph/granted-accounts';
import { ClientGraphSession } from './graph/graph-session';
import { createHistory } from './history/history';
import { type OpenLimitsOptions, openLimits } from './limits/open-limits';
import type { LimitSettings } from './limits/policies';
import { openOutbox } from './outbox/outbox';
import { type Sandbox, startSandbox } from './sandbox';
import { createApollo } from './server/apollo';
import { Authenticator } from './server/authenticator';
import { ContextFactory } from './server/context-factory';
import { graphObserver } from './server/graph-metrics';
import { errorFormatter } from './server/graphql-errors';
import { createHttpServer } from './server/http-server';
import { IdentityTokens } from './server/identity-tokens';
import { addLimitMetrics } from './server/limit-metrics';
import { createMetrics } from './server/metrics';
import { PreparedOperations } from './server/prepared-operations';
import { buildGatewaySchema } from './server/schema';
import { createSubscriptionServer } from './server/subscriptions';
import { openDatabase } from './store/database';

/** A running gateway. */
export interface Gateway {
  /** Where it listens: `http://127.0.0.1:4000`. */
  url: string;
  /** The simulated Graph API, in sandbox mode. */
  sandbox?: Sandbox;
  /** Resolves when the gateway can't go on in this process; never, as long as all is well. */
  lost: Promise<Error>;
  /** Stops taking requests, ends the sockets, writes out what is under way. */
  close(): Promise<void>;
}

/** Whom the gateway calls, and who may call its webhooks. */
interface Upstream {
  url: string;
  token: string;
  appId?: string | undefined;
  appSecret?: string | undefined;
  webhookSecrets: string[];
  verifyToken?: string | undefined;
}

/** Makes every part of the gateway, joins them and starts listening. */
export async function startGateway(config: Config, logger: Logger = createLogger(config)): Promise<Gateway> {
  const closers: (() => Promise<unknown>)[] = [];
  const closeAll = async () => {
    for (const close of closers.reverse())
      await close().catch((error: unknown) => logger.error({ err: error }, 'could not close'));
  };
  try {
    const sandbox = config.isSandbox
      ? await startSandbox({ host: '127.0.0.1', port: config.sandboxPort })
      : undefined;
    if (sandbox) closers.push(() => sandbox.close());
    const upstream = upstreamOf(config, sandbox);

    let onLost: (error: Error) => void = () => undefined;
    const lost = new Promise<Error>((resolve) => {
      onLost = resolve;
    });
    const database = await openDatabase(config.databaseUrl, {
      onError: (error) => logger.warn({ err: error }, 'a connection to the database broke'),
      onLost,
    });
    closers.push(() => database.close());
    const log = await openEventLog(database);
    closers.push(() => log.close());
    const hub = createHub(log, {
      onError: (error) => logger.error({ err: error }, 'the event log could not be read'),
    });
    closers.push(() => hub.close());
    const history = await createHistory({
      database,
      log,
      onError: (error, event) =>
        logger.error({ err: error, event: event?.id }, 'the message history could not be brought up to date'),
    });
    closers.push(() => history.close());
    if (config.eventRetentionDays > 0) {
      const retention = startRetention({
        database,
        log,
        keepMs: config.eventRetentionDays * 86_400_000,
        onError: (error) => logger.error({ err: error }, 'old events could not be deleted'),
      });
      closers.push(() => retention.close());
    }
    const outbox = await openOutbox({
      database,
      log,
      onSettled: recordSettled(history),
      onRecipientSettled: recordSettledRecipient(history),
      onError: (error) => logger.error({ err: error }, 'sends in doubt could not be settled'),
    });
    closers.push(() => outbox.close());
    const limits =
      config.limits === 'off'
        ? undefined
        : await openLimits({
            ...limitsOptions(config.limits, config, logger),
            // What the sandbox counts ends with it.
            book: sandbox ? undefined : new DatabaseAllowanceBook(database),
          });
    if (limits) closers.push(() => limits.gate.stop());
    limits?.facts.learnAccounts(config.accountIds ?? []);
    const notes = new DeliveryNotes(database);
    closers.push(() => notes.flush());
    const receiver = createReceiver({
      log: countingInbound(log, limits),
      notes,
      secrets: upstream.webhookSecrets,
      verifyToken: upstream.verifyToken,
    });

    const registry = new Registry();
    const client = new GraphClient({
      observer: graphObserver(registry),
      gate: limits?.gate,
      baseUrl: upstream.url,
      version: config.graph.version,
      mediaHosts: config.mediaHosts,
      ...(upstream.appSecret && { appSecret: upstream.appSecret }),
    });
    closers.push(() => client.close());
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
    const accountIds = async () => config.accountIds ?? granted.ids();
    const onLimitsError = (error: unknown) =>
      logger.error({ err: error }, 'changes of limits could not be read');
    if (limits) {
      const stop = followLimits({ limits, log, read, accountIds, onError: onLimitsError });
      closers.push(async () => stop());
    }
    const { templates, stop: stopFollowing } = followTemplates({
      read,
      log,
      onError: (error) => logger.error({ err: error }, 'changes of templates could not be read'),
    });
    closers.push(async () => stopFollowing());

    const schema = buildGatewaySchema();
    const authenticator = new Authenticator(
      config.apiKeys,
      config.identityProvider && new IdentityTokens(config.identityProvider),
    );
    const formatError = errorFormatter(logger);
    const mediaLinks = new MediaLinks(mediaLinkSecretOf(config, logger));
    const contexts = new ContextFactory({
      limits,
      client,
      token: upstream.token,
      accountIds: config.accountIds,
      granted,
      phoneNumbers: new AccountPhoneNumbers({ read }),
      templates,
      history,
      sendAttempts: outbox.sendAttempts,
      broadcasts: outbox.broadcasts,
      log,
      hub,
      deliveries: new DeliveryLog(database, notes),
      mediaLinks,
      appId: upstream.appId,
    });
    const runner = new BroadcastRunner({
      work: outbox.broadcastWork,
      broadcasts: outbox.broadcasts,
      contextOf: (presence) => contexts.forOperation(BROADCASTER, presence),
      onError: (error) => logger.error({ err: error }, 'a broadcast could not be sent on'),
    });
    outbox.broadcasts.onRunnable = () => runner.wake();
    closers.push(() => runner.close());
    const operations = new PreparedOperations(schema, formatError);
    const apollo = createApollo({ schema, introspection: config.introspection, operations, formatError });
    await apollo.start();
    closers.push(() => apollo.stop());
    const metrics = createMetrics({ registry, log, hub, templates, circuit: () => client.circuitState });
    if (limits) addLimitMetrics(registry, limits);
    let stopping = false;
    const server = await createHttpServer({
      apollo,
      operations,
      authenticator,
      contexts,
      subscriptions: createSubscriptionServer({
        schema,
        authenticator,
        contexts,
        log,
        introspection: config.introspection,
        formatError,
        maxLagSeconds: config.subscriberMaxLagSeconds,
      }),
      receiver: metrics.counting(receiver),
      mediaLinks,
      health: {
        checkDatabase: () => database.read('SELECT 1', []),
        circuitState: () => client.circuitState,
        isStopping: () => stopping,
        metrics: metrics.registry,
      },
      webhookMaxBytes: config.webhooks.maxBytes,
      introspection: config.introspection,
      logger,
    });
    closers.push(() => server.close());
    const url = await server.listen({ host: config.host, port: config.port });
    sandbox?.setWebhookUrl(`${url}/webhooks/whatsapp`);
    return {
      url,
      ...(sandbox && { sandbox }),
      lost,
      close: () => {
        stopping = true;
        return closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function upstreamOf(config: Config, sandbox: Sandbox | undefined): Upstream {
  const given = <T>(...values: (T | undefined)[]) => values.filter((value) => value !== undefined);
  if (!sandbox) {
    return {
      url: config.graph.url,
      token: config.graph.accessToken ?? '',
      appId: config.app.id,
      appSecret: config.app.secret,
      webhookSecrets: given(config.app.secret),
      verifyToken: config.webhooks.verifyToken,
    };
  }
  const { token, appId, appSecret, verifyToken } = sandbox.description();
  return {
    url: sandbox.url,
    token,
    appId,
    appSecret,
    webhookSecrets: given(appSecret, config.app.secret),
    verifyToken: config.webhooks.verifyToken ?? verifyToken,
  };
}

/** Limits of Meta's as configured, with what the log says when replicas cannot share them. */
function limitsOptions(
  settings: Exclude<LimitSettings, 'off'>,
  config: Config,
  logger: Logger,
): OpenLimitsOptions {
  return {
    settings,
    redisUrl: config.redisUrl,
    replicas: config.replicas,
    codeOf: (error) => (error instanceof GraphApiError ? error.meta.code : undefined),
    onBookError: (error) => logger.error({ err: error }, 'what was used of the limits could not be stored'),
    onAlone: (reason, replicas) =>
      logger.warn(
        { err: reason, replicas },
        'Redis is away: this replica keeps its share of the limits alone',
      ),
    onShared: () => logger.info('Redis is back: limits are shared again'),
  };
}

/** What links to files are signed with: undefined for a key that ends with this process. */
function mediaLinkSecretOf(config: Config, logger: Logger): string | undefined {
  const secret = config.app.secret ?? config.tokenEncryptionKey;
  if (secret === undefined && !config.isSandbox) {
    logger.warn(
      'neither META_APP_SECRET nor TOKEN_ENCRYPTION_KEY is set: links to media end when the gateway stops, and other replicas do not know them',
    );
  }
  return secret;
}

/** Logs as JSON lines; what could hold a secret, a message or a phone number is left out wherever it stands. */
export function createLogger(config: Pick<Config, 'logLevel'>): Logger {
  return pino({
    level: config.logLevel,
    redact: {
      paths: [
        'req',
        'res',
        '*.token',
        '*.accessToken',
        '*.authorization',
        '*.headers',
        '*.body',
        '*.to',
        '*.from',
      ],
      remove: true,
    },
  });
}

/** The database's file for messages to people. */
export function databasePath(databaseUrl: string): string {
  return databaseUrl.startsWith('sqlite:')
    ? resolve(databaseUrl.slice('sqlite:'.length))
    : databaseUrl.replace(/\/\/.*@/, '//').replace(/\?.*$/, '');
}
