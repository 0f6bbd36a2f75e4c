import { onOrphaned } from './common/orphaned';
import { type Config, configOfProcess } from './config';
import { databasePath, startGateway } from './gateway';
import { startFailure } from './start-failure';

/** Time to end what is under way before the process leaves all the same. */
const STOP_MS = 9_000;

/** Why no webhook would come. */
function webhooksWanting({ isSandbox, app, webhooks }: Config): string[] {
  if (isSandbox) return [];
  return [
    ...(app.secret === undefined ? ['Each is refused: set META_APP_SECRET to check who signs them.'] : []),
    ...(webhooks.verifyToken === undefined
      ? ['The callback URL cannot be verified: set WEBHOOK_VERIFY_TOKEN to what Meta repeats.']
      : []),
  ];
}

let config: Config | undefined;

async function main(): Promise<void> {
  config = configOfProcess();
  const gateway = await startGateway(config);
  let isStopping = false;
  const stop = (exitCode: number) => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    void gateway.close().then(() => process.exit(exitCode));
  };
  process.on('SIGTERM', () => stop(0));
  process.on('SIGINT', () => stop(0));
  onOrphaned(() => stop(0));
  void gateway.lost.then(({ message }) => {
    process.stderr.write(
      `The gateway stops, as it can't use its database any more: ${message} Every event that was acknowledged is on disk: start it again.\n`,
    );
    stop(1);
  });
  process.stdout.write(welcome(gateway.url, config, gateway.sandbox?.url));
}

function welcome(url: string, config: Config, sandboxUrl: string | undefined): string {
  const lines = [
    '',
    'The GraphQL gateway for the WhatsApp Business Platform is running.',
    '',
    `  GraphQL     ${url}/graphql    (subscriptions: ${url.replace('http', 'ws')}/graphql)`,
    ...(config.introspection ? [`  Explorer    ${url}/explorer`] : []),
    `  Webhooks    ${url}/webhooks/whatsapp`,
    ...webhooksWanting(config).map((what) => `              ${what}`),
    `  Database    ${databasePath(config.databaseUrl)}`,
    sandboxUrl
      ? `  Mode        sandbox: a simulated Graph API at ${sandboxUrl} (see ${sandboxUrl}/sandbox).\n              Set WHATSAPP_ACCESS_TOKEN to go live.`
      : `  Mode        live: ${config.graph.url}/${config.graph.version}`,
    ...(config.apiKeys.length === 0 && !config.identityProvider
      ? [
          '  Access      no API keys: only this machine can connect, and may do everything. Set GATEWAY_API_KEYS to open it to others.',
        ]
      : []),
    ...(config.identityProvider && config.identityProvider.audience === undefined
      ? [
          '  Access      tokens that the identity provider made for other applications are accepted too. Set JWT_AUDIENCE to refuse them.',
        ]
      : []),
    '',
    config.introspection ? 'Paste this into the explorer:' : 'Post this to /graphql, as `query` in JSON:',
    '',
    '  { whatsAppBusinessAccounts(first: 3) { nodes { name phoneNumbers { nodes { displayPhoneNumber qualityRating throughput { level } } } } } }',
    '',
    '',
  ];
  return lines.join('\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error, config)}\n`);
  process.exit(1);
});
