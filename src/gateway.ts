// Decorators of the domains need it before the first of them is loaded.
import 'reflect-metadata';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { Closers } from './composition/closers';
import { openGraphApi } from './composition/graph-api';
import { createLogger } from './composition/logger';
import { openStores } from './composition/stores';
import { upstreamOf } from './composition/upstream';
import type { Config } from './config';
import { BROADCASTER, BroadcastRunner } from './domains/broadcasts/broadcast-runner';
import { countingDrift } from './domains/events/drift/counting-drift';
import { countingInbound } from './domains/limits/counting-inbound';
import { MediaLinks } from './domains/media/media-links';
import { DeliveryLog } from './events/deliveries/delivery-log';
import { namingNumbers } from './events/naming-numbers';
import { createReceiver } from './events/receiver';
import { type Sandbox, startSandbox } from './sandbox';
import { createApollo } from './server/apollo';
import { Authenticator } from './server/authenticator';
import { ContextFactory } from './server/context-factory';
import { errorFormatter } from './server/graphql-errors';
import { createHttpServer } from './server/http-server';
import { IdentityTokens } from './server/identity-tokens';
import { addLimitMetrics } from './server/limit-metrics';
import { createMetrics } from './server/metrics';
import { PreparedOperations } from './server/prepared-operations';
import { buildGatewaySchema } from './server/schema';
import { createSubscriptionServer } from './server/subscriptions';
import { sqliteFile } from './store/sqlite-file';

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

/** Makes every part of the gateway, joins them and starts listening. */
export async function startGateway(config: Config, logger: Logger = createLogger(config)): Promise<Gateway> {
  const closers = new Closers((error) => logger.error({ err: error }, 'could not close'));
  try {
    const sandbox = config.isSandbox
      ? await startSandbox({ host: '127.0.0.1', port: config.sandboxPort })
      : undefined;
    if (sandbox) closers.add(() => sandbox.close());
    const upstream = upstreamOf(config, sandbox);
    const registry = new Registry();
    const stores = await openStores(config, logger, closers);
    const graphApi = await openGraphApi({ config, logger, closers, upstream, stores, registry });
    const { database, lost, log, hub, history, outbox, notes } = stores;
    const { client, limits, templates } = graphApi;
    const deliveries = new DeliveryLog(database, notes, log.identity);
    const naming = namingNumbers(log, (account, number) => limits?.facts.numberWritten(account, number));
    const receiver = createReceiver({
      log: countingDrift(countingInbound(naming, limits, deliveries), deliveries),
      notes,
      secrets: upstream.webhookSecrets,
      verifyToken: upstream.verifyToken,
    });

    const schema = buildGatewaySchema();
    const authenticator = new Authenticator(
      config.apiKeys,
      config.identityProvider &&
        new IdentityTokens(config.identityProvider, (error) =>
          logger.warn({ err: error }, 'the keys at JWT_JWKS_URL cannot be read: tokens are refused with 503'),
        ),
    );
    const formatError = errorFormatter(logger);
    const mediaLinks = new MediaLinks(mediaLinkSecretOf(config, logger));
    const contexts = new ContextFactory({
      ...graphApi,
      token: upstream.token,
      accountIds: config.accountIds,
      history,
      sendAttempts: outbox.sendAttempts,
      broadcasts: outbox.broadcasts,
      log,
      hub,
      deliveries,
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
    closers.add(() => runner.close());
    const operations = new PreparedOperations(schema, formatError);
    const apollo = createApollo({ schema, introspection: config.introspection, operations, formatError });
    await apollo.start();
    closers.add(() => apollo.stop());
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
      corsOrigins: config.corsOrigins,
      logger,
    });
    closers.add(() => server.close());
    const url = await server.listen({ host: config.host, port: config.port });
    sandbox?.setWebhookUrl(`${url}/webhooks/whatsapp`);
    return {
      url,
      ...(sandbox && { sandbox }),
      lost,
      close: () => {
        stopping = true;
        return closers.closeAll();
      },
    };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
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

/** The database's file for messages to people. */
export function databasePath(databaseUrl: string): string {
  return sqliteFile(databaseUrl) ?? databaseUrl.replace(/\/\/.*@/, '//').replace(/\?.*$/, '');
}
