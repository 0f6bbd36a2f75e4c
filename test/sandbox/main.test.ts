import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('npm run sandbox', () => {
  const main = join(__dirname, '../../src/sandbox/main.js');
  const { PATH } = process.env;

  it('reads a .env file, says where it is, answers there, and stops cleanly', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
    await writeFile(
      join(folder, '.env'),
      'SANDBOX_PORT=0\nSANDBOX_WEBHOOK_URL=http://127.0.0.1:9/hook\nHOST=\n',
    );
    const child = spawn(process.execPath, [main], { cwd: folder, env: { PATH } });
    let output = '';
    const url = await new Promise<string>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const found = /is at (http:\S+)[\s\S]*\/messages\n/.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    const response = await fetch(`${url}/sandbox`);
    expect(await response.json()).toMatchObject({ webhookUrl: 'http://127.0.0.1:9/hook' });
    expect(output).toContain('curl');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    await rm(folder, { recursive: true });
  });

  it.each([
    ['SANDBOX_PORT', 'x'],
    ['SANDBOX_WEBHOOK_URL', 'localhost:4000/webhooks/whatsapp'],
  ])('refuses %s=%s, and says why', async (name, value) => {
    const child = spawn(process.execPath, [main], { cwd: tmpdir(), env: { PATH, [name]: value } });
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(output).toContain(`${name} must be`);
  });
});
