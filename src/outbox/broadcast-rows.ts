import type { SqlValue } from '../store/statements';
import type { Broadcast, BroadcastRecipient, BroadcastState, RecipientState } from './broadcast';
import { recipientIn } from './recipient-lists';

export const COLUMNS =
  'id, caller, idempotency_key, fingerprint, phone_number_id, name, content, state, total, started_at, ended_at, paused_because, rate_per_minute, lease_until';

export const RECIPIENT_COLUMNS =
  'broadcast_id, position, recipient, state, due_at, tries, updated_at, message_id, errors';

type Row = readonly SqlValue[];

/** A broadcast from a row of {@link COLUMNS}. */
export function broadcastOf(row: Row): Broadcast {
  const [id, caller, key, fingerprint, phoneNumberId, name, content, state, total, startedAt, endedAt] = row;
  const [pausedBecause, ratePerMinute, leaseUntil] = row.slice(11);
  const isAttended = Number(leaseUntil) > Date.now();
  return {
    id: String(id),
    caller: String(caller),
    ...(typeof key === 'string' && { idempotencyKey: key }),
    fingerprint: String(fingerprint),
    phoneNumberId: String(phoneNumberId),
    ...(typeof name === 'string' && { name }),
    content: String(content),
    state: broadcastState(state),
    total: Number(total),
    startedAt: new Date(Number(startedAt)),
    ...(endedAt !== null && { endedAt: new Date(Number(endedAt)) }),
    ...(typeof pausedBecause === 'string' && { pausedBecause }),
    ratePerMinute: isAttended ? Number(ratePerMinute) : 0,
    isAttended,
  };
}

/** A recipient from a row of {@link RECIPIENT_COLUMNS}. */
export function recipientOf(row: Row): BroadcastRecipient {
  const [broadcastId, position, recipient, state, dueAt, tries, updatedAt, messageId, errors] = row;
  return {
    ...recipientIn(String(recipient)),
    broadcastId: String(broadcastId),
    position: Number(position),
    state: recipientState(state),
    dueAt: new Date(Number(dueAt)),
    tries: Number(tries),
    updatedAt: new Date(Number(updatedAt)),
    ...(typeof messageId === 'string' && { messageId }),
    ...(typeof errors === 'string' && { errors }),
  };
}

const BROADCAST_STATES: readonly BroadcastState[] = ['RUNNING', 'PAUSED', 'CANCELLED', 'COMPLETED'];
const RECIPIENT_STATES: readonly RecipientState[] = ['PENDING', 'SENDING', 'SENT', 'FAILED', 'UNKNOWN'];

function broadcastState(value: SqlValue | undefined): BroadcastState {
  return BROADCAST_STATES.find((state) => state === value) ?? 'PAUSED';
}

/** A state as it is stored; `CANCELLED` follows from that of the broadcast. */
export function recipientState(value: SqlValue | undefined): RecipientState {
  return RECIPIENT_STATES.find((state) => state === value) ?? 'UNKNOWN';
}
