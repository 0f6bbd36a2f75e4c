/** A place in a log, and which log that is. */
export interface LogPlace {
  seq: number;
  /** The log's identity; undefined in cursors from before logs had one. */
  log: string | undefined;
}

const OF_ANY_LOG = /^event:1:(\d{1,16})$/;
const OF_ONE_LOG = /^event:2:([\w-]{8}):(\d{1,16})$/;

/** A cursor that none of the gateway's lists has made. The message says what to do. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
  readonly code = 'INVALID_CURSOR';

  constructor(
    readonly cursor: string,
    why: string,
  ) {
    super(`The cursor "${cursor.slice(0, 80)}" ${why}`);
  }
}

/** A cursor from before the oldest event that is left: what lay between is deleted. */
export class CursorTooOldError extends Error {
  override readonly name = 'CursorTooOldError';
  readonly code = 'CURSOR_TOO_OLD';

  constructor(
    /** As `after` it leads to everything that is left. */
    readonly oldestCursor: string,
    /** When the oldest event that is left was received; undefined where none is. */
    readonly oldestReceivedAt: Date | undefined,
  ) {
    const left = oldestReceivedAt
      ? `The oldest that is left was received at ${oldestReceivedAt.toISOString()}`
      : 'None is left';
    super(
      `Events after the cursor were deleted with age. ${left}; the cursor "${oldestCursor}" begins there.`,
    );
  }
}

/** The opaque cursor of an event, from its place in a log; without one, as cursors were before logs had an identity. */
export function encodeEventCursor(seq: number, log?: string): string {
  return Buffer.from(log === undefined ? `event:1:${seq}` : `event:2:${log}:${seq}`).toString('base64url');
}

/**
 * The place in the log that a cursor names.
 *
 * @throws InvalidCursorError when it isn't a cursor of an event.
 */
export function decodeEventCursor(cursor: string): LogPlace {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, log, ofOne] = OF_ONE_LOG.exec(text) ?? [];
  const digits = ofOne ?? OF_ANY_LOG.exec(text)?.[1];
  const seq = digits === undefined ? Number.NaN : Number(digits);
  if (!Number.isSafeInteger(seq) || encodeEventCursor(seq, log) !== cursor) {
    throw new InvalidCursorError(
      cursor,
      'is not the cursor of an event. Pass the `cursor` of the last event seen unchanged, or leave `after` out to start now.',
    );
  }
  return { seq, log };
}
