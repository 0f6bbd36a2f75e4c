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
  .array(
    z.enum([...SCOPES, '*'], { error: `is not a scope. Use one of ${SCOPES.join(', ')}, or * for all` }),
    'is missing, or is no list: give at least one scope',
  )
  .min(1, 'is empty: give at least one scope')
  .transform((list): Scope[] => (list.includes('*') ? [...SCOPES] : list.filter((scope) => scope !== '*')));

const apiKey = z.strictObject(
  {
    name: z.string('is missing, or is no text').min(1, 'is empty'),
    key: z
      .string('is missing, or is no text')
      .min(8, 'has fewer than 8 characters: it could be guessed')
      .regex(
        /^[\x21-\x7e]*$/,
        'holds a blank, or what is no ASCII: no `Authorization` header could carry it',
      ),
    scopes,
    accounts: z
      .array(
        z.string('is no text').regex(/^\d+$/, 'is not a WhatsApp Business Account id (digits)'),
        'is no list of account ids',
      )
      .optional(),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `has ${issue.keys.map((name) => `"${name}"`).join(', ')}, which is none of name, key, scopes, accounts`
        : 'is no object with name, key, scopes and perhaps accounts',
  },
);

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

/** What is written in digits: `0x10`, `1e3` and blanks are numbers to JavaScript alone. */
const number = (problem: string) =>
  z
    .string()
    .trim()
    .regex(/^-?\d+(\.\d+)?$/, problem)
    .transform(Number);

const port = number('is not a port number').pipe(
  z.number().int('is not a whole number').min(0, 'is negative').max(65_535, 'is above 65535'),
);
const url = z
  .url({ protocol: /^https?$/, error: 'is not an http(s) URL' })
  .transform((text) => text.replace(/\/+$/, ''));
/** What goes into a header as it is. */
const token = z
  .string()
  .regex(/^[\x21-\x7e]*$/, 'holds a blank, a line break or what is no ASCII: no header could carry it');
const commaList = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;

const isHost = (text: string) => URL.canParse(`http://${text}`) && /^[\w.[\]:-]+$/.test(text);

const LEAST_RETENTION_DAYS = 8;

/** Every variable of the environment that the gateway reads, with what it may be. */
export const variables = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(4000),
  WHATSAPP_ACCESS_TOKEN: token.optional(),
  GRAPH_API_URL: url.default('https://graph.facebook.com'),
  GRAPH_API_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, 'is not a version such as v23.0')
    .default('v23.0'),
  GRAPH_LEGACY_API_URL: url.default('https://api.facebook.com'),
  MEDIA_HOSTS: commaList
    .pipe(
      z.array(z.string().refine(isHost, 'is no host such as lookaside.fbsbx.com: without scheme and path')),
    )
    .default(['lookaside.fbsbx.com']),
  META_APP_ID: z.string().regex(/^\d+$/, 'is not an app id (digits)').optional(),
  META_APP_SECRET: token.optional(),
  WEBHOOK_VERIFY_TOKEN: z.string().optional(),
  WHATSAPP_BUSINESS_ACCOUNT_IDS: commaList
    .pipe(z.array(z.string().regex(/^\d+$/, 'holds something that is not an account id (digits)')))
    .optional(),
  LIMITS: limits.optional(),
  INTROSPECTION: z.stringbool('is neither `on` nor `off`').optional(),
  WEBHOOK_MAX_BYTES: number('is not a number of bytes')
    .pipe(z.number().int('is not a whole number of bytes').positive('is not above 0'))
    .default(4 * 1024 * 1024),
  SUBSCRIBER_MAX_LAG_SECONDS: number('is not a number of seconds')
    .pipe(z.number().int('is not a whole number of seconds').min(1, 'is below 1').max(3_600, 'is above 3600'))
    .default(60),
  EVENT_RETENTION_DAYS: number('is not a number of days')
    .pipe(
      z
        .number()
        .int('is not a whole number of days')
        .refine(
          (days) => days === 0 || days >= LEAST_RETENTION_DAYS,
          `is below ${LEAST_RETENTION_DAYS}: Meta repeats webhooks for 7 days, and what was forgotten by then would be told twice. Use 0 to keep events for ever`,
        ),
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
  GATEWAY_REPLICAS: number('is not a number of replicas')
    .pipe(z.number().int('is not a whole number').positive('is not above 0'))
    .optional(),
  GATEWAY_API_KEYS: json(z.array(apiKey, 'is no list: write [{"name":…,"key":…,"scopes":[…]}]')).optional(),
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
