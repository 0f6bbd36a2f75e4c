import { hash } from 'node:crypto';
import { objectIn } from '../store/json-column';
import type { SqlValue } from '../store/statements';
import type { NewSendAttempt, SendAttempt } from './send-attempt';

export const COLUMNS =
  'id, caller, idempotency_key, fingerprint, phone_number_id, payload, state, started_at, lease_until, expires_at, answer, errors';

/** One statement decides who gets the key, for any number of replicas, since it looks and claims at once. */
export const CLAIM = `INSERT INTO send_attempts (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)
  ON CONFLICT (caller, idempotency_key) DO UPDATE SET id = excluded.id, fingerprint = excluded.fingerprint,
    phone_number_id = excluded.phone_number_id, payload = excluded.payload, state = excluded.state,
    started_at = excluded.started_at, lease_until = excluded.lease_until, expires_at = excluded.expires_at,
    answer = NULL, errors = NULL
  WHERE send_attempts.state = 'REFUSED' OR send_attempts.expires_at <= excluded.started_at`;

export const INSERT_UNKNOWN = `INSERT INTO send_attempts (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)
  ON CONFLICT DO NOTHING`;

/** An answer always counts. A lost answer does not, where a status has already said that Meta has the message. */
export const ACCEPT = "UPDATE send_attempts SET state = 'SENT', answer = ?, errors = NULL WHERE id = ?";
export const REFUSE =
  "UPDATE send_attempts SET state = 'REFUSED', errors = ? WHERE id = ? AND state IN ('SENDING', 'UNKNOWN')";
export const DOUBT =
  "UPDATE send_attempts SET state = 'UNKNOWN', errors = ? WHERE id = ? AND state = 'SENDING'";
export const SETTLE =
  "UPDATE send_attempts SET state = 'SENT', answer = ?, errors = NULL WHERE id = ? AND state IN ('SENDING', 'UNKNOWN')";
/**
 * The claims of a process whose outcome it never noted. All its ids have the same beginning; the parameters are its
 * length and the beginning itself.
 */
export const IN_HAND = "SELECT id FROM send_attempts WHERE state = 'SENDING' AND substr(id, 1, ?) = ?";
export const RENEW = "UPDATE send_attempts SET lease_until = ? WHERE id = ? AND state = 'SENDING'";
export const FORGET = `DELETE FROM send_attempts WHERE id IN
  (SELECT id FROM send_attempts WHERE expires_at <= ? ORDER BY expires_at LIMIT 1000)`;

/** A hash of the message alone, whatever else the request asked for. */
export function fingerprintOf({ phoneNumberId, payload }: Pick<NewSendAttempt, 'phoneNumberId' | 'payload'>) {
  return hash('sha256', `${phoneNumberId} ${JSON.stringify(payload)}`, 'base64url');
}

export function attemptOf(row: readonly SqlValue[]): SendAttempt {
  const [id, caller, key, fingerprint, phoneNumberId, payload, state, startedAt, leaseUntil, expiresAt] = row;
  const [answer, errors] = row.slice(10);
  return {
    id: String(id),
    caller: String(caller),
    ...(typeof key === 'string' && { idempotencyKey: key }),
    fingerprint: String(fingerprint),
    phoneNumberId: String(phoneNumberId),
    payload: objectIn(payload),
    state: stateOf(state, Number(leaseUntil)),
    startedAt: new Date(Number(startedAt)),
    expiresAt: new Date(Number(expiresAt)),
    ...(typeof answer === 'string' && { answer }),
    ...(typeof errors === 'string' && { errors }),
  };
}

/**
 * Once its lease is over, the process that sent it counts as gone, and nobody knows what became of it until a status
 * comes.
 */
function stateOf(state: SqlValue | undefined, leaseUntil: number): SendAttempt['state'] {
  switch (state) {
    case 'SENT':
    case 'REFUSED':
      return state;
    case 'SENDING':
      return leaseUntil > Date.now() ? 'SENDING' : 'UNKNOWN';
    default:
      return 'UNKNOWN';
  }
}
