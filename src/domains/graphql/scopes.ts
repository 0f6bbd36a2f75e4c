import { ForbiddenError } from '../../common/errors';
import type { Caller } from '../caller';

/** The caller's key lacks a scope. */
export class MissingScopeError extends ForbiddenError {
  constructor(
    readonly scope: string,
    callerName: string,
  ) {
    super(`This needs the scope \`${scope}\`, which the API key "${callerName}" does not have.`);
  }
}

/** @throws MissingScopeError */
export function assertScopes({ name, scopes }: Caller, needed: readonly string[]): void {
  const held: ReadonlySet<string> = scopes;
  const missing = needed.find((scope) => !held.has(scope));
  if (missing !== undefined) throw new MissingScopeError(missing, name);
}
