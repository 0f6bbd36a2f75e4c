import { isIPv4 } from 'node:net';
import type { z } from 'zod';
import type { LimitSettings } from './limits/policies';
import { type ApiKeyConfig, variables } from './variables';

/** Everything the environment says, checked. */
export interface Config {
  host: string;
  port: number;
  graph: { url: string; version: string; accessToken?: string | undefined };
  /** Hosts that a file's address may name. */
  mediaHosts: string[];
  app: { id?: string | undefined; secret?: string | undefined };
  webhooks: { verifyToken?: string | undefined; maxBytes: number };
  accountIds?: string[] | undefined;
  /** What is changed of Meta's limits as documented. */
  limits: LimitSettings;
  /** Where replicas share limits. */
  redisUrl?: string | undefined;
  /** How many replicas there are at most. */
  replicas?: number | undefined;
  introspection: boolean;
  /** For how long a subscriber may lag behind before its socket is closed. */
  subscriberMaxLagSeconds: number;
  /** For how long events are kept; 0: for ever. */
  eventRetentionDays: number;
  databaseUrl: string;
  /** Origins whose pages may call. */
  corsOrigins: string[];
  sandboxPort: number;
  apiKeys: ApiKeyConfig[];
  /** Who else vouches for callers. */
  identityProvider?: { jwksUrl: string; issuer?: string | undefined; audience?: string | undefined };
  /** 32 bytes in base64. */
  tokenEncryptionKey?: string | undefined;
  logLevel: string;
  /** No access token: the Graph API is the simulated one. */
  isSandbox: boolean;
}

/** All that is wrong with the environment. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** A name that only begins like an address of this machine may lead anywhere. */
const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

function problemOf({ path: [name, ...inside], message }: z.core.$ZodIssue): string {
  const place = inside.length > 0 ? ` at ${inside.join('.')}` : '';
  return `${String(name)}${place} ${message}.`;
}

/** What is wrong with variables taken together, also where some are wrong alone. */
function contradictionsIn(given: Readonly<Record<string, string | undefined>>): string[] {
  const problems: string[] = [];
  const { HOST = '127.0.0.1', JWT_JWKS_URL, JWT_ISSUER, JWT_AUDIENCE } = given;
  const keys = variables.shape.GATEWAY_API_KEYS.safeParse(given.GATEWAY_API_KEYS);
  const apiKeys = keys.success ? (keys.data ?? []) : undefined;
  if (apiKeys?.length === 0 && !JWT_JWKS_URL && !isLoopback(HOST)) {
    problems.push(
      `HOST is ${HOST}, which others can reach, but no caller could be told from another: set GATEWAY_API_KEYS (or JWT_JWKS_URL), or keep HOST on 127.0.0.1.`,
    );
  }
  const isDoubled = (values: readonly string[] = []) => new Set(values).size < values.length;
  if (isDoubled(apiKeys?.map(({ name }) => name)))
    problems.push('GATEWAY_API_KEYS has two keys of the same name.');
  if (isDoubled(apiKeys?.map(({ key }) => key))) problems.push('GATEWAY_API_KEYS has the same key twice.');
  if (!JWT_JWKS_URL && (JWT_ISSUER || JWT_AUDIENCE)) {
    problems.push('JWT_ISSUER and JWT_AUDIENCE mean nothing without JWT_JWKS_URL.');
  }
  const { PORT = '4000', SANDBOX_PORT = '4010', WHATSAPP_ACCESS_TOKEN } = given;
  if (WHATSAPP_ACCESS_TOKEN === undefined && Number(PORT) !== 0 && Number(PORT) === Number(SANDBOX_PORT)) {
    problems.push(`PORT and SANDBOX_PORT are both ${PORT}: give the sandbox another one.`);
  }
  return problems;
}

/**
 * Reads the environment. An empty variable counts as unset, as does one of blanks.
 *
 * @throws ConfigError with every problem; values of secrets are never in it.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const result = variables.safeParse(given);
  const problems = [
    ...(result.success ? [] : result.error.issues.map(problemOf)),
    ...contradictionsIn(given),
  ];
  if (!result.success || problems.length > 0) throw new ConfigError(problems);
  const env = result.data;
  const apiKeys = env.GATEWAY_API_KEYS ?? [];
  return {
    host: env.HOST,
    port: env.PORT,
    graph: { url: env.GRAPH_API_URL, version: env.GRAPH_API_VERSION, accessToken: env.WHATSAPP_ACCESS_TOKEN },
    mediaHosts: env.MEDIA_HOSTS,
    app: { id: env.META_APP_ID, secret: env.META_APP_SECRET },
    webhooks: { verifyToken: env.WEBHOOK_VERIFY_TOKEN, maxBytes: env.WEBHOOK_MAX_BYTES },
    accountIds: env.WHATSAPP_BUSINESS_ACCOUNT_IDS,
    limits: env.LIMITS ?? {},
    redisUrl: env.REDIS_URL,
    replicas: env.GATEWAY_REPLICAS,
    introspection: env.INTROSPECTION ?? env.NODE_ENV !== 'production',
    subscriberMaxLagSeconds: env.SUBSCRIBER_MAX_LAG_SECONDS,
    eventRetentionDays: env.EVENT_RETENTION_DAYS,
    databaseUrl: env.DATABASE_URL,
    corsOrigins: env.CORS_ORIGINS,
    sandboxPort: env.SANDBOX_PORT,
    apiKeys,
    ...(env.JWT_JWKS_URL && {
      identityProvider: { jwksUrl: env.JWT_JWKS_URL, issuer: env.JWT_ISSUER, audience: env.JWT_AUDIENCE },
    }),
    tokenEncryptionKey: env.TOKEN_ENCRYPTION_KEY,
    logLevel: env.LOG_LEVEL,
    isSandbox: env.WHATSAPP_ACCESS_TOKEN === undefined,
  };
}

/** Reads the environment of this process, and a `.env` file where there is one. @throws ConfigError */
export function configOfProcess(): Config {
  try {
    process.loadEnvFile();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) throw new ConfigError([`The file .env cannot be read: ${String(error)}`]);
  }
  return readConfig(process.env);
}
