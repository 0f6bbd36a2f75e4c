import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

describe('npm run sandbox', () => {
  const main = join(__dirname, '../../src/sandbox/main.js');

  it('says where it is, answers there, and stops cleanly', async () => {
    const child = spawn(process.execPath, [main], {
      env: { ...process.env, SANDBOX_PORT: '0', SANDBOX_WEBHOOK_URL: 'http://127.0.0.1:9/hook' },
    });
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
  });

  it('refuses a port that is none', async () => {
    const child = spawn(process.execPath, [main], { env: { ...process.env, SANDBOX_PORT: 'x' } });
    expect(await once(child, 'exit')).toEqual([1, null]);
  });
});
