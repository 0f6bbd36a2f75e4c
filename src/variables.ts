import { z } from 'zod';
import { SCOPES, type Scope } from './domains/caller';
import type { LimitSettings } from './limits/policies';
import { readLimitSettings } from './limits/settings';

/** An API key as configured. */
export interface ApiKeyConfig {
  name: string;
  key: string;
  scopes: Scope[];
  accounts?: string[] | undefined;
}

const scopes = z
  .array(z.enum([...SCOPES, '*'], { error: `is not a scope. Use one of ${SCOPES.join(', ')}, or * for all` }))
  .min(1, 'is empty: give at least one scope')
  .transform((list): Scope[] => (list.includes('*') ? [...SCOPES] : list.filter((scope) => scope !== '*')));

const apiKey = z.strictObject({
  name: z.string().min(1, 'is empty'),
  key: z.string().min(8, 'has fewer than 8 characters: it could be guessed'),
  scopes,
  accounts: z.array(z.string().regex(/^\d+$/, 'is not a WhatsApp Business Account id (digits)')).optional(),
});

/** A variable that holds JSON. */
const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'is not valid JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

/** `LIMITS`: limits changed by name, or all of them off. */
const limits = z.string().transform((text, context): LimitSettings => {
  if (text === 'off') return 'off';
  const given = parsedOr(undefined, text);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    context.addIssue({ code: 'custom', message: 'is neither `off` nor a JSON object of limits by name' });
    return z.NEVER;
  }
  const read = readLimitSettings(given);
  if (read.ok) return read.settings;
  for (const { path, message } of read.problems) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

function parsedOr(instead: unknown, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return instead;
  }
}

const port = z.coerce
  .number('is not a port number')
  .int('is not a whole number')
  .min(0, 'is negative')
  .max(65_535, 'is above 65535');
const url = z.url({ protocol: /^https?$/, error: 'is not an http(s) URL' });
const commaList = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;

const LEAST_RETENTION_DAYS = 8;

/** Every variable of the environment that the gateway reads, with what it may be. */
export const variables = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(4000),
  WHATSAPP_ACCESS_TOKEN: z.string().optional(),
  GRAPH_API_URL: url.default('https://graph.facebook.com'),
  GRAPH_API_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, 'is not a version such as v23.0')
    .default('v23.0'),
  GRAPH_LEGACY_API_URL: url.default('https://api.facebook.com'),
  MEDIA_HOSTS: commaList.default(['lookaside.fbsbx.com']),
  META_APP_ID: z.string().regex(/^\d+$/, 'is not an app id (digits)').optional(),
  META_APP_SECRET: z.string().optional(),
  WEBHOOK_VERIFY_TOKEN: z.string().optional(),
  WHATSAPP_BUSINESS_ACCOUNT_IDS: commaList
    .pipe(z.array(z.string().regex(/^\d+$/, 'holds something that is not an account id (digits)')))
    .optional(),
  LIMITS: limits.optional(),
  INTROSPECTION: z.stringbool('is neither `on` nor `off`').optional(),
  WEBHOOK_MAX_BYTES: z.coerce
    .number('is not a number of bytes')
    .int('is not a whole number of bytes')
    .positive('is not above 0')
    .default(4 * 1024 * 1024),
  SUBSCRIBER_MAX_LAG_SECONDS: z.coerce
    .number('is not a number of seconds')
    .int('is not a whole number of seconds')
    .min(1, 'is below 1')
    .max(3_600, 'is above 3600')
    .default(60),
  EVENT_RETENTION_DAYS: z.coerce
    .number('is not a number of days')
    .int('is not a whole number of days')
    .refine(
      (days) => days === 0 || days >= LEAST_RETENTION_DAYS,
      `is below ${LEAST_RETENTION_DAYS}: Meta repeats webhooks for 7 days, and what was forgotten by then would be told twice. Use 0 to keep events for ever`,
    )
    .default(30),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'is neither `sqlite:PATH` nor `postgres://…`')
    .default('sqlite:./data/gateway.db'),
  CORS_ORIGINS: commaList
    .pipe(
      z.array(
        z.string().refine(isOrigin, 'is no origin such as https://app.example.com: scheme, host, port'),
      ),
    )
    .default([]),
  SANDBOX_PORT: port.default(4010),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/.+$/, 'is not a URL such as redis://localhost:6379')
    .optional(),
  GATEWAY_REPLICAS: z.coerce
    .number('is not a number of replicas')
    .int('is not a whole number')
    .positive('is not above 0')
    .optional(),
  GATEWAY_API_KEYS: json(z.array(apiKey)).optional(),
  JWT_JWKS_URL: url.optional(),
  JWT_ISSUER: z.string().optional(),
  JWT_AUDIENCE: z.string().optional(),
  TOKEN_ENCRYPTION_KEY: z
    .string()
    .refine((text) => Buffer.from(text, 'base64').length === 32, 'is not 32 bytes in base64')
    .optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'is not one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
  NODE_ENV: z.string().optional(),
});
