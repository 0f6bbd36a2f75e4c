import type { CallSafety } from '../../../graph/session';
import type { UserError } from '../../graphql/user-error';
import { userErrorOf } from '../../graphql/user-error-of';

/** What came of a step of a mutation: its result, or what the caller is told as data. */
export type Outcome<T, E = UserError> = { ok: true; value: T } | { ok: false; error: E };

/** An error of a call about a business phone number: where Meta knows no such object, its id is at fault. */
export function aboutNumber(error: UserError): UserError {
  return error.code === 'OBJECT_NOT_FOUND' && error.field === null
    ? { ...error, field: ['input', 'phoneNumberId'] }
    : error;
}

/** Does a step of a mutation. Errors that nobody can act on are thrown on. */
export async function attempt<T>(safety: CallSafety, step: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await step() };
  } catch (thrown) {
    const error = userErrorOf(thrown, safety);
    if (!error) throw thrown;
    return { ok: false, error };
  }
}
