import type { UserError } from '../graphql/user-error';

/** What a refusal means for the recipient that it came for. */
export type Consequence =
  /** The same message can pass later; where it is not only this recipient's limit, all others wait as well. */
  | { what: 'again'; inMs: number; isForAll: boolean }
  /** The reason is not this recipient: all others would be refused as well, until somebody acts. */
  | { what: 'pause' }
  /** This recipient gets no message. */
  | { what: 'fail' };

/**
 * Refusals which prove that Meta accepted nothing, and which end after some time: limits (4, 80007, 80008, 130429,
 * 131056), a number that is being upgraded (131057), no connection.
 */
const PASSING: ReadonlySet<string> = new Set(['RATE_LIMITED', 'NOT_SENT']);
const PASSING_CODES: ReadonlySet<number> = new Set([4, 80007, 80008, 130429, 131056, 131057]);

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;
/** With the longest wait between them, some eight hours. */
const MOST_TRIES = 100;

/**
 * The template does not have the parameters that it is sent with (132000, 132012), or cannot be sent in this language
 * (132001): it was edited, or deleted, since the broadcast was checked.
 */
const CHANGED_TEMPLATE: ReadonlySet<number | null> = new Set([132000, 132001, 132012]);

/**
 * What to do with a message that was refused for the n-th time.
 *
 * @param isTemplateShared whether all recipients get the same template, in the same language
 */
export function consequenceOf(
  errors: readonly UserError[],
  tries: number,
  isTemplateShared = false,
): Consequence {
  const [error] = errors;
  // A person who has had enough marketing gets none for a day, and a broadcast does not wait that long for one
  // recipient.
  if (!error || error.policy === 'userMarketing') return { what: 'fail' };
  if (isPassing(error)) {
    if (tries >= MOST_TRIES) return { what: 'fail' };
    const inMs = error.retryAfterMs ?? FIRST_WAIT_MS * 2 ** Math.min(tries, 10);
    // At random, so that messages which were refused together do not come back together.
    const spread = Math.min(inMs, LONGEST_WAIT_MS) * (1 + Math.random() / 4);
    return { what: 'again', inMs: spread, isForAll: !isOfPair(error) };
  }
  if (isTemplateShared && errors.some(({ metaCode }) => CHANGED_TEMPLATE.has(metaCode)))
    return { what: 'pause' };
  const isForOperator = error.actor === 'OPERATOR' && error.code !== 'RECIPIENT_NOT_ALLOWED';
  return isForOperator ? { what: 'pause' } : { what: 'fail' };
}

/** Meta's limit of messages from one number to one person. */
const PAIR_RATE_LIMIT = 131056;

function isOfPair({ metaCode, policy }: UserError): boolean {
  return metaCode === PAIR_RATE_LIMIT || policy === 'pair';
}

function isPassing({ code, metaCode }: UserError): boolean {
  return PASSING.has(code) || (metaCode !== null && PASSING_CODES.has(metaCode));
}
