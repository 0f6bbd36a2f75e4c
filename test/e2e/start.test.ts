import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { request } from 'undici';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';

let folder: { path: string; remove(): Promise<void> };
let busy: Server;
let port: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  busy = createServer();
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
  const address = busy.address();
  port = String(typeof address === 'object' ? address?.port : address);
});
afterAll(async () => {
  await new Promise((resolve) => busy.close(resolve));
  await folder.remove();
});

const start = (environment: Record<string, string>) => startGatewayProcess(folder.path, environment);

describe('a gateway that cannot start', () => {
  it.each(['PORT', 'SANDBOX_PORT'])('says that %s is taken', async (name) => {
    await expect(start({ [name]: port })).rejects.toThrow(
      `another program listens at port ${port} already. Stop it, or set ${name} to a free one.`,
    );
  });

  it('says that HOST is none of this machine', async () => {
    const keys = '[{"name":"web","key":"key-of-web","scopes":["*"]}]';
    await expect(start({ HOST: '203.0.113.1', GATEWAY_API_KEYS: keys })).rejects.toThrow(
      'HOST is 203.0.113.1, which is no address of this machine.',
    );
  });
});

it('ends with the npm that started it, though the shell between them passes no signal on', async () => {
  const main = join(__dirname, '../../src/main.js');
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${main}"; true`], {
    cwd: folder.path,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      SANDBOX_PORT: '0',
      DATABASE_URL: `sqlite:${join(folder.path, 'orphan.db')}`,
      npm_lifecycle_event: 'start',
    },
  });
  let output = '';
  await new Promise<void>((resolve) =>
    shell.stdout.on('data', (text) => {
      output += String(text);
      if (output.includes('is running')) resolve();
    }),
  );
  const [, url = ''] = /GraphQL +(http\S+)\/graphql/.exec(output) ?? [];
  expect((await request(`${url}/healthz`)).statusCode).toBe(200);
  // Its end of the pipe is the last.
  const ended = once(shell.stdout, 'close');
  shell.kill('SIGTERM');
  await ended;
  await expect(request(`${url}/healthz`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

describe('a live gateway', () => {
  const welcomeOf = async (environment: Record<string, string>) => {
    const gateway: GatewayProcess = await start({ WHATSAPP_ACCESS_TOKEN: 'EAA', ...environment });
    await gateway.stop();
    return gateway.output();
  };

  it('says what webhooks want', async () => {
    const bare = await welcomeOf({});
    expect(bare).toContain('set META_APP_SECRET');
    expect(bare).toContain('set WEBHOOK_VERIFY_TOKEN');
    const whole = await welcomeOf({ META_APP_SECRET: 'secret', WEBHOOK_VERIFY_TOKEN: 'token' });
    expect(whole).not.toMatch(/set META_APP_SECRET|set WEBHOOK_VERIFY_TOKEN/);
  });

  it('says that tokens for other applications are good until it is told its own audience', async () => {
    const JWT_JWKS_URL = 'http://127.0.0.1:9/jwks';
    expect(await welcomeOf({ JWT_JWKS_URL })).toContain('Set JWT_AUDIENCE');
    expect(await welcomeOf({ JWT_JWKS_URL, JWT_AUDIENCE: 'gateway' })).not.toContain('JWT_AUDIENCE');
  });
});
