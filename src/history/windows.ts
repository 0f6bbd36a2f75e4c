import type { ConversationsTable } from '../store/schema';

export const DAY_MS = 24 * 60 * 60 * 1_000;

/** How long a business may answer freely after a person has written or called. */
export const SERVICE_WINDOW_MS = DAY_MS;

/** How long everything is free after a message that came by an ad was answered. */
const ENTRY_POINT_MS = 3 * DAY_MS;

/**
 * How long Meta repeats a webhook, with a margin. An event about something older is not a normal delivery of Meta's.
 */
const DELIVERY_MS = 8 * DAY_MS;

/**
 * Whether an event came while Meta still delivers webhooks of that time. One that did not (a sample, a replay) proves
 * nothing about now.
 */
export function cameInTime(occurredAt: number, receivedAt: Date): boolean {
  return receivedAt.getTime() - occurredAt <= DELIVERY_MS;
}

type EntryPoint = Pick<ConversationsTable, 'entry_point_answered_at' | 'entry_point_until'>;

/** Until when a free entry point is open: by the answer that opened it, or as a status said. */
export function entryPointUntil({
  entry_point_answered_at: answeredAt,
  entry_point_until: until,
}: EntryPoint): number | undefined {
  if (answeredAt === null) return until ?? undefined;
  return Math.max(answeredAt + ENTRY_POINT_MS, until ?? 0);
}
