import type { UserError } from '../../graphql/user-error';

/**
 * Why a message is not sent now; empty when it may leave. Most checks answer at once, without a promise, so that
 * sends need not wait for them.
 */
export type Objections = readonly UserError[] | Promise<readonly UserError[]>;

export const NO_OBJECTION: readonly UserError[] = [];
