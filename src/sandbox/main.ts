import { existsSync } from 'node:fs';
import { type SandboxOptions, startSandbox } from './index';

/** `npm run sandbox`: the simulated Graph API as a server of its own. */
async function main(): Promise<void> {
  const sandbox = await startSandbox({
    ...settings(),
    logger: (line) => process.stdout.write(`${line}\n`),
  });
  const stop = (): void => {
    void sandbox.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // npm's shell dies of a signal without passing it on: with npm gone nobody would end this process.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    setInterval(() => process.ppid !== parent && process.emit('SIGTERM'), 500).unref();
  }

  const { token, accounts, webhookUrl } = sandbox.description();
  const phoneNumberId = accounts[0]?.phoneNumbers[0]?.id ?? '';
  process.stdout.write(`The simulated Graph API is at ${sandbox.url}

  what is in it    curl ${sandbox.url}/sandbox
  webhooks go to   ${webhookUrl}

  read an account with its phone numbers:
    curl -g -H 'Authorization: Bearer ${token}' \\
      '${sandbox.url}/v23.0/${accounts[0]?.id ?? ''}?fields=name,phone_numbers.limit(3){display_phone_number,quality_rating}'

  send a message:
    curl -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\
      -d '{"messaging_product":"whatsapp","to":"16505551234","type":"text","text":{"body":"Hello"}}' \\
      ${sandbox.url}/v23.0/${phoneNumberId}/messages

  let a customer write (more of its kind under "simulate" in GET /sandbox):
    curl -d '{"phoneNumberId":"${phoneNumberId}","from":"16505551234","type":"image"}' ${sandbox.url}/sandbox/messages
`);
}

/** What the environment says, and a `.env` file where there is one. An empty variable counts as unset. */
function settings(): Pick<SandboxOptions, 'host' | 'port' | 'webhookUrl'> {
  if (existsSync('.env')) process.loadEnvFile();
  const { SANDBOX_PORT, SANDBOX_WEBHOOK_URL, HOST } = process.env;
  const port = Number(SANDBOX_PORT || '4010');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`SANDBOX_PORT must be a port number, not "${SANDBOX_PORT}".`);
  }
  if (SANDBOX_WEBHOOK_URL && !isHttpUrl(SANDBOX_WEBHOOK_URL)) {
    throw new Error(`SANDBOX_WEBHOOK_URL must be an http(s) URL, not "${SANDBOX_WEBHOOK_URL}".`);
  }
  return {
    port,
    host: HOST || '127.0.0.1',
    ...(SANDBOX_WEBHOOK_URL ? { webhookUrl: SANDBOX_WEBHOOK_URL } : {}),
  };
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
