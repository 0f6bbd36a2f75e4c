import { ConfigError, readConfig } from '../src/config';

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

const keys = (value: unknown) => ({ GATEWAY_API_KEYS: JSON.stringify(value) });

describe('configuration', () => {
  it('needs nothing: the sandbox on loopback', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      isSandbox: true,
      introspection: true,
      databaseUrl: 'sqlite:./data/gateway.db',
      webhooks: { maxBytes: 4 * 1024 * 1024 },
      subscriberMaxLagSeconds: 60,
      eventRetentionDays: 30,
    });
  });

  it('goes live with a token, takes empty variables for unset, and closes introspection in production', () => {
    expect(readConfig({ WHATSAPP_ACCESS_TOKEN: 'EAA', PORT: '', NODE_ENV: 'production' })).toMatchObject({
      isSandbox: false,
      port: 4000,
      introspection: false,
    });
    expect(readConfig({ NODE_ENV: 'production', INTROSPECTION: 'on' }).introspection).toBe(true);
    expect(readConfig({ INTROSPECTION: 'off' }).introspection).toBe(false);
  });

  it('reports all mistakes together, each by its variable, without telling a secret', () => {
    const problems = problemsOf({
      PORT: 'http',
      GRAPH_API_URL: 'graph.facebook.com',
      GRAPH_API_VERSION: '23',
      LOG_LEVEL: 'loud',
      SUBSCRIBER_MAX_LAG_SECONDS: '0',
      EVENT_RETENTION_DAYS: '7',
      TOKEN_ENCRYPTION_KEY: 'c2VjcmV0',
      GATEWAY_API_KEYS: '[{"name":"web","key":"top-secret-key","scopes":["everything"]}]',
    });
    const named = problems.map((problem) => problem.split(' ')[0]).sort();
    expect(named).toEqual([
      'EVENT_RETENTION_DAYS',
      'GATEWAY_API_KEYS',
      'GRAPH_API_URL',
      'GRAPH_API_VERSION',
      'LOG_LEVEL',
      'PORT',
      'SUBSCRIBER_MAX_LAG_SECONDS',
      'TOKEN_ENCRYPTION_KEY',
    ]);
    expect(problems.join()).not.toMatch(/top-secret-key|c2VjcmV0/);
  });

  it('refuses to be reached by others when it could not tell them apart', () => {
    expect(problemsOf({ HOST: '0.0.0.0' })[0]).toContain('GATEWAY_API_KEYS');
    expect(problemsOf({ HOST: '::' })).toHaveLength(1);
    expect(problemsOf({ HOST: '127.0.0.2' })).toHaveLength(0);
    expect(problemsOf({ HOST: '127.example.com' })).toHaveLength(1);
    expect(
      problemsOf({ HOST: '0.0.0.0', ...keys([{ name: 'a', key: '12345678', scopes: ['*'] }]) }),
    ).toHaveLength(0);
  });

  it('refuses keys that are short, doubled, without scopes, or with unknown properties', () => {
    expect(problemsOf(keys([{ name: 'a', key: 'short', scopes: ['*'] }]))).toHaveLength(1);
    expect(problemsOf(keys([{ name: 'a', key: '12345678', scopes: [] }]))).toHaveLength(1);
    expect(problemsOf(keys([{ name: 'a', key: '12345678', scopes: ['*'], account: [] }]))).toHaveLength(1);
    const twins = [
      { name: 'a', key: '12345678', scopes: ['*'] },
      { name: 'a', key: '12345678', scopes: ['*'] },
    ];
    expect(problemsOf(keys(twins))).toHaveLength(2);
    expect(problemsOf({ GATEWAY_API_KEYS: 'web:secret' })[0]).toContain('not valid JSON');
  });

  it.each([
    [keys({}), 'GATEWAY_API_KEYS is no list'],
    [keys(['web']), 'GATEWAY_API_KEYS at 0 is no object'],
    [keys([{ key: '12345678', scopes: ['*'] }]), 'GATEWAY_API_KEYS at 0.name is missing'],
    [keys([{ name: 'a', key: '12345678' }]), 'GATEWAY_API_KEYS at 0.scopes is missing'],
    [keys([{ name: 'a', key: '12345678', scopes: ['*'], acounts: [] }]), '"acounts", which is none of name'],
    [keys([{ name: 'a', key: 'with a blank', scopes: ['*'] }]), 'at 0.key holds a blank'],
    [{ WHATSAPP_ACCESS_TOKEN: 'EAA\nEAA' }, 'WHATSAPP_ACCESS_TOKEN holds a blank, a line break'],
    [{ META_APP_SECRET: 'a b' }, 'META_APP_SECRET holds a blank'],
    [{ MEDIA_HOSTS: 'lookaside.fbsbx.com, https://a.example/' }, 'MEDIA_HOSTS at 1 is no host'],
    [{ CORS_ORIGINS: 'https://app.example.com/' }, 'CORS_ORIGINS at 0 is no origin'],
    [{ CORS_ORIGINS: '*' }, 'CORS_ORIGINS at 0 is no origin'],
    [{ PORT: '0x10' }, 'PORT is not a port number'],
    [{ PORT: '65536' }, 'PORT is above 65535'],
    [{ PORT: '4010' }, 'PORT and SANDBOX_PORT are both 4010'],
    [{ WEBHOOK_MAX_BYTES: '4 MiB' }, 'WEBHOOK_MAX_BYTES is not a number of bytes'],
    [{ WEBHOOK_MAX_BYTES: '1.5' }, 'WEBHOOK_MAX_BYTES is not a whole number'],
  ])('says what is wrong with %j', (environment, problem) => {
    expect(problemsOf(environment)).toEqual([expect.stringContaining(problem)]);
  });

  it('takes blanks around a number, a blank variable for unset, and a base with a slash at its end', () => {
    expect(
      readConfig({ PORT: ' 4001 ', SANDBOX_PORT: ' ', GRAPH_API_URL: 'https://graph.example/base/' }),
    ).toMatchObject({ port: 4001, sandboxPort: 4010, graph: { url: 'https://graph.example/base' } });
  });
});
