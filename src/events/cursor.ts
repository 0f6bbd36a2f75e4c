const PREFIX = 'event:1:';

/** A cursor that no list of ours made. The message says what to do. */
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

/** The opaque cursor of an event, from its place in the log. */
export function encodeEventCursor(seq: number): string {
  return Buffer.from(`${PREFIX}${seq}`).toString('base64url');
}

/**
 * The place in the log that a cursor names.
 *
 * @throws InvalidCursorError when it isn't a cursor of an event.
 */
export function decodeEventCursor(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const digits = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : '';
  const seq = /^\d{1,16}$/.test(digits) ? Number(digits) : Number.NaN;
  if (!Number.isSafeInteger(seq) || encodeEventCursor(seq) !== cursor) {
    throw new InvalidCursorError(
      cursor,
      'is not the cursor of an event. Pass the `cursor` of the last event seen unchanged, or leave `after` out to start now.',
    );
  }
  return seq;
}
