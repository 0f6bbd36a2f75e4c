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
});
