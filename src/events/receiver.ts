import { hash, timingSafeEqual } from 'node:crypto';
import { newDeliveryId } from './deliveries/delivery-id';
import type { DeliveryNotes } from './deliveries/delivery-notes';
import {
  DELIVERY_STATUS,
  type DeliveryOutcome,
  type NewDelivery,
  type RefusedDelivery,
} from './deliveries/types';
import { parseEnvelope } from './envelope';
import { isSignedBy } from './signature';
import { splitChange } from './split';
import type { EventLog, NewEvent } from './types';

export interface ReceiverOptions {
  log: Pick<EventLog, 'append'>;
  /** App secrets that may have signed a webhook; two while one is being rotated. With none, everything is refused. */
  secrets: readonly string[];
  /** What Meta repeats when a callback URL is verified. Without it no handshake succeeds. */
  verifyToken?: string | undefined;
  /** Notes what became of each request; without it only what is stored is kept. */
  notes?: DeliveryNotes;
}

/** What became of a webhook. */
export interface Receipt {
  status: (typeof DELIVERY_STATUS)[DeliveryOutcome];
  code: DeliveryOutcome;
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
  /** A request whose body, of so many bytes at least, is larger than one may be. */
  tooLarge(size: number): Receipt;
}

/** The receiving end of Meta's webhooks, without the HTTP around it. */
export function createReceiver({ log, secrets, verifyToken, notes }: ReceiverOptions): Receiver {
  const refuse = (delivery: NewDelivery, outcome: RefusedDelivery['outcome'], message: string): Receipt => {
    notes?.refused({ ...delivery, outcome });
    return { status: DELIVERY_STATUS[outcome], code: outcome, message, stored: 0, repeated: 0 };
  };

  const store = async (delivery: NewDelivery, events: NewEvent[], begun: number): Promise<Receipt> => {
    try {
      const result = await log.append(events, delivery);
      notes?.stored(delivery, result.stored, (performance.now() - begun) * 1_000);
      return { status: 200, code: 'STORED', message: 'Stored.', ...result };
    } catch (cause) {
      const message = 'The webhook could not be stored now; send it again.';
      return { ...refuse(delivery, 'UNAVAILABLE', message), cause };
    }
  };

  return {
    handshake(query) {
      const given = query['hub.verify_token'];
      const challenge = query['hub.challenge'];
      if (!verifyToken?.trim()) {
        return { status: 403, body: 'No callback URL can be verified: WEBHOOK_VERIFY_TOKEN is not set.' };
      }
      if (typeof given !== 'string' || !isSame(given, verifyToken)) {
        return { status: 403, body: '`hub.verify_token` is not what WEBHOOK_VERIFY_TOKEN is set to.' };
      }
      if (query['hub.mode'] !== 'subscribe' || typeof challenge !== 'string') {
        return {
          status: 403,
          body: '`hub.mode` has to be `subscribe`, and `hub.challenge` has to be given.',
        };
      }
      return { status: 200, body: challenge };
    },

    async receive(rawBody, signatureHeader) {
      const begun = performance.now();
      const delivery = newDelivery(rawBody.length);
      if (!signatureHeader) return refuse(delivery, 'MISSING_SIGNATURE', 'X-Hub-Signature-256 is missing.');
      if (!isSignedBy(secrets, rawBody, signatureHeader)) {
        const message = 'X-Hub-Signature-256 does not sign this body with a known app secret.';
        return refuse(delivery, 'WRONG_SIGNATURE', message);
      }
      const envelope = parseEnvelope(rawBody);
      if (envelope.kind === 'malformed') return refuse(delivery, 'MALFORMED', envelope.message);
      if (envelope.kind === 'foreign') return refuse(delivery, 'FOREIGN', envelope.message);
      const parts = envelope.changes.map((change) => ({
        change,
        events: splitChange(change, delivery.receivedAt),
      }));
      const changes = parts.map(({ change: { field, entryId }, events }) => ({
        field,
        accountId: events[0]?.accountId ?? entryId,
        events: events.length,
      }));
      return store(
        { ...delivery, changes },
        parts.flatMap(({ events }) => events),
        begun,
      );
    },

    tooLarge: (size) => refuse(newDelivery(size), 'TOO_LARGE', 'The body is too large.'),
  };
}

function newDelivery(size: number): NewDelivery {
  const receivedAt = Date.now();
  return { id: newDeliveryId(receivedAt), receivedAt, size, changes: [] };
}

/** In constant time, whatever the lengths. A blank token matches nothing. */
function isSame(given: string, expected: string): boolean {
  if (expected.trim() === '') return false;
  return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', expected, 'buffer'));
}
