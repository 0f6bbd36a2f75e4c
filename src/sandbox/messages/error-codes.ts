import { GraphError } from '../graph-error';

interface MessageErrorKind {
  readonly title: string;
  readonly status: number;
}

const TABLE: Readonly<Record<number, readonly [title: string, status?: number]>> = {
  200007: ['Template insights are not enabled'],
  1: ['An unknown error occurred', 500],
  2: ['Service temporarily unavailable', 503],
  4: ['Application request limit reached'],
  10: ['Application does not have permission for this action', 403],
  100: ['Invalid parameter'],
  190: ['Error validating access token', 401],
  200: ['Permissions error', 403],
  613: ['Calls to this api have exceeded the rate limit.'],
  80007: ['There have been too many calls to this WhatsApp Business account.'],
  80008: ['There have been too many calls to this WhatsApp Business account.'],
  368: ['Temporarily blocked for policies violations', 403],
  130403: ['Business has blocked messaging this user'],
  130429: ['Rate limit hit'],
  130472: ["User's number is part of an experiment"],
  130497: ['Business account is restricted from messaging users in this country.', 403],
  131000: ['Something went wrong', 500],
  131005: ['Access denied', 403],
  131008: ['Required parameter is missing'],
  131009: ['Parameter value is not valid'],
  131016: ['Service unavailable', 500],
  131021: ['Recipient cannot be sender'],
  131026: ['Message undeliverable'],
  131030: ['Recipient phone number not in allowed list'],
  131031: ['Business Account locked', 403],
  131042: ['Business eligibility payment issue'],
  131047: ['Re-engagement message'],
  131048: ['Spam rate limit hit'],
  131049: ['This message was not delivered to maintain healthy ecosystem engagement.'],
  131050: ['User has stopped receiving marketing messages from your business.'],
  131051: ['Unsupported message type'],
  131053: ['Media upload error'],
  131055: ['Method not allowed'],
  131056: ['(Business Account, Consumer Account) pair rate limit hit'],
  131057: ['Account in maintenance mode', 500],
  131062: ['Business-scoped User ID (BSUID) recipients are not supported for this message.'],
  132000: ['Number of parameters does not match the expected number of params'],
  132001: ['Template name does not exist in the translation', 404],
  132005: ['Translated text too long'],
  132012: ['Parameter format does not match format in the created template'],
  132015: ['Template is paused'],
  132016: ['Template is disabled'],
  132018: ['Template parameter is not valid'],
  132068: ['Flow is in blocked state'],
  132069: ['Flow is in throttled state'],
  133005: ['Two step verification PIN mismatch'],
  133010: ['Account not registered'],
  131064: ['Messaging limit reached'],
  133004: ['Server Temporarily Unavailable', 503],
  138009: ['Call permission request limit reached'],
  139100: ['Failed to block/unblock some users'],
  139101: ['Blocked users limit reached'],
  133016: ['Account register deregister rate limit exceeded'],
  134100: ['Only marketing messages supported'],
  137000: ['Recipient identity key hash mismatch'],
};

function kindOf(code: number): MessageErrorKind {
  const [title, status = 400] = TABLE[code] ?? ['Something went wrong', 500];
  return { title, status };
}

/** What Meta calls an error. */
export function titleOf(code: number): string {
  return kindOf(code).title;
}

/** The HTTP status that Meta answers with an error. */
export function statusOf(code: number): number {
  return kindOf(code).status;
}

/** The answer to a send that is refused at once. */
export function messageError(code: number, details?: string): GraphError {
  const { title, status } = kindOf(code);
  return new GraphError(code, `(#${code}) ${title}`, {
    status,
    ...(details === undefined ? {} : { details }),
  });
}

/** The same error as it stands in a webhook, for a send that was accepted and failed later. */
export function webhookError(code: number, details: string): Record<string, unknown> {
  const { title } = kindOf(code);
  return {
    code,
    title,
    message: title,
    error_data: { details },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  };
}
