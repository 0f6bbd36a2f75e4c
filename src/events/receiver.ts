import { hash, timingSafeEqual } from 'node:crypto';
import { parseEnvelope } from './envelope';
import { isSignedBy } from './signature';
import { splitChanges } from './split';
import type { EventLog } from './types';

export interface ReceiverOptions {
  log: EventLog;
  /** App secrets that may have signed a webhook; two while one is being rotated. With none, everything is refused. */
  secrets: readonly string[];
  /** What Meta repeats when a callback URL is verified. Without it no handshake succeeds. */
  verifyToken?: string | undefined;
}

export type ReceiptCode =
  | 'STORED'
  | 'MISSING_SIGNATURE'
  | 'WRONG_SIGNATURE'
  | 'MALFORMED'
  | 'FOREIGN'
  | 'UNAVAILABLE';

/** What became of a webhook. */
export interface Receipt {
  status: 200 | 400 | 401 | 503;
  code: ReceiptCode;
  message: string;
  /** Events that were new. */
  stored: number;
  /** Events that the log already held: a redelivery. */
  repeated: number;
  /** Why it could not be stored, for the server's log. */
  cause?: unknown;
}

export interface Receiver {
  /** Answers Meta's verification of a callback URL, from the request's query parameters. */
  handshake(query: Readonly<Record<string, unknown>>): { status: 200 | 403; body: string };
  /** Stores what a webhook says. 200 only after all of it is durable; never rejects. */
  receive(rawBody: Buffer, signatureHeader: string | undefined): Promise<Receipt>;
}

/** The receiving end of Meta's webhooks, without the HTTP around it. */
export function createReceiver({ log, secrets, verifyToken }: ReceiverOptions): Receiver {
  return {
    handshake(query) {
      const given = query['hub.verify_token'];
      const challenge = query['hub.challenge'];
      const isVerified =
        query['hub.mode'] === 'subscribe' &&
        typeof given === 'string' &&
        typeof challenge === 'string' &&
        isSame(given, verifyToken ?? '');
      return isVerified
        ? { status: 200, body: challenge }
        : { status: 403, body: 'The verify token is not ours.' };
    },

    async receive(rawBody, signatureHeader) {
      if (!signatureHeader) return refusal(401, 'MISSING_SIGNATURE', 'X-Hub-Signature-256 is missing.');
      if (!isSignedBy(secrets, rawBody, signatureHeader)) {
        return refusal(
          401,
          'WRONG_SIGNATURE',
          'X-Hub-Signature-256 does not sign this body with a known app secret.',
        );
      }
      const envelope = parseEnvelope(rawBody);
      if (envelope.kind === 'malformed') return refusal(400, 'MALFORMED', envelope.message);
      if (envelope.kind === 'foreign') return refusal(400, 'FOREIGN', envelope.message);
      try {
        const { stored, repeated } = await log.append(splitChanges(envelope.changes));
        return { status: 200, code: 'STORED', message: 'Stored.', stored, repeated };
      } catch (cause) {
        return {
          ...refusal(503, 'UNAVAILABLE', 'The webhook could not be stored now; send it again.'),
          cause,
        };
      }
    },
  };
}

function refusal(status: 400 | 401 | 503, code: ReceiptCode, message: string): Receipt {
  return { status, code, message, stored: 0, repeated: 0 };
}

/** In constant time, whatever the lengths. A blank token matches nothing. */
function isSame(given: string, expected: string): boolean {
  if (expected.trim() === '') return false;
  return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', expected, 'buffer'));
}
