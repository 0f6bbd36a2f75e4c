import type { UserError } from '../../graphql/user-error';

/** Why a message is not sent now; nothing when it may leave. Most say so at once: then nothing is waited for. */
export type Objections = readonly UserError[] | Promise<readonly UserError[]>;

export const NO_OBJECTION: readonly UserError[] = [];
