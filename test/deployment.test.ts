import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../src/config';
import { variables } from '../src/variables';

const fileOf = (name: string) => readFileSync(join(__dirname, '../..', name), 'utf8');

/** The variables of `.env.example`, with what stands behind them. */
const example = new Map(
  [...fileOf('.env.example').matchAll(/^#([A-Z][A-Z_]*)=(.*)$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ]),
);
/** Read by `npm run sandbox`, which knows nothing of the gateway. */
const OF_SANDBOX = ['SANDBOX_WEBHOOK_URL'];
/** Node's own. */
const NODES = ['NODE_ENV'];
const all = [...Object.keys(variables.shape).filter((name) => !NODES.includes(name)), ...OF_SANDBOX];

describe('what is said of the variables', () => {
  it('is said of each of them in .env.example, and in the README', () => {
    expect([...example.keys()].sort()).toEqual([...all].sort());
    const rows = fileOf('README.md').matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) /gm);
    const named = [...rows].flatMap(([, names = '']) => names.match(/[A-Z_]+/g) ?? []);
    expect(named.sort()).toEqual([...all].sort());
  });

  it('can be used as it stands in .env.example, and is the default there but where there is none', () => {
    const { apiKeys, redisUrl, corsOrigins, ...others } = readConfig(Object.fromEntries(example));
    const { apiKeys: noKeys, redisUrl: noRedis, corsOrigins: noOrigins, ...defaults } = readConfig({});
    expect([noKeys, noRedis, noOrigins]).toEqual([[], undefined, []]);
    expect([apiKeys.length, redisUrl, corsOrigins.length]).toEqual([1, 'redis://localhost:6379', 1]);
    expect(others).toEqual(defaults);
  });
});

describe('the container', () => {
  it('starts the gateway as `npm start` does', () => {
    const { scripts } = JSON.parse(fileOf('package.json')) as { scripts: { start: string } };
    const [, command = '[]'] = /^CMD (\[.*\])$/m.exec(fileOf('Dockerfile')) ?? [];
    expect(JSON.parse(command)).toEqual(scripts.start.split(' '));
  });
});
