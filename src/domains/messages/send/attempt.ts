import type { CallSafety } from '../../../graph/session';
import type { UserError } from '../../graphql/user-error';
import { userErrorOf } from '../../graphql/user-error-of';

/** What came of a step of a mutation: its result, or what the caller is told as data. */
export type Outcome<T, E = UserError> = { ok: true; value: T } | { ok: false; error: E };

/** Meta's code for a path that an object does not have, among other faults. */
const UNKNOWN_PATH = 2500;

/**
 * An error of a call about a business phone number: where Meta knows no such object, or one of another type that sends no
 * messages, its id is at fault.
 */
export function aboutNumber(error: UserError): UserError {
  const field = ['input', 'phoneNumberId'];
  if (error.field !== null) return error;
  if (error.metaCode === UNKNOWN_PATH && /unknown path/i.test(error.message)) {
    return {
      ...error,
      field,
      message:
        'phoneNumberId is the id of something else, not of a business phone number. Give the id of a number.',
    };
  }
  return error.code === 'OBJECT_NOT_FOUND' ? { ...error, field } : error;
}

/** Runs a step of a mutation, and turns errors that a caller can act on into data. All others are thrown. */
export async function attempt<T>(safety: CallSafety, step: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await step() };
  } catch (thrown) {
    const error = userErrorOf(thrown, safety);
    if (!error) throw thrown;
    return { ok: false, error };
  }
}
