/** A value from outside that cannot be used: which one, what is wrong, how to mend it. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';

  constructor(
    /** The argument or input field. */
    readonly field: string,
    /** Completes "`field` …". Never holds a secret, a message's text or a phone number. */
    readonly problem: string,
    readonly fix: string,
  ) {
    super(`\`${field}\` ${problem}. ${fix}`);
  }
}

/** The caller is known but may not do this. */
export class ForbiddenError extends Error {
  override readonly name = 'ForbiddenError';
}

/** Nothing has this id, or the token cannot see it: Meta does not tell the two apart. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
}
