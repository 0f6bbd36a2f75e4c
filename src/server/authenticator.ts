import { createHash, timingSafeEqual } from 'node:crypto';
import { type Caller, SCOPES } from '../domains/caller';
import type { ApiKeyConfig } from '../variables';
import type { IdentityTokens } from './identity-tokens';

const digestOf = (key: string) => createHash('sha256').update(key).digest();

/** Tells callers apart by their API key, or by the token of an identity provider. */
export class Authenticator {
  private readonly keys: { digest: Buffer; caller: Caller }[];

  constructor(
    keys: readonly ApiKeyConfig[],
    private readonly tokens?: IdentityTokens,
  ) {
    this.keys = keys.map(({ key, name, scopes, accounts }) => ({
      digest: digestOf(key),
      caller: { name, scopes: new Set(scopes), ...(accounts && { accounts: new Set(accounts) }) },
    }));
  }

  /**
   * Whether there are neither keys nor an identity provider. Then the gateway listens on loopback only, so every
   * caller is on this machine.
   */
  get isOpen(): boolean {
    return this.keys.length === 0 && this.tokens === undefined;
  }

  /** The caller behind an `Authorization` header or connection parameter; undefined when nobody is. */
  callerOf(authorization: unknown): Caller | undefined | Promise<Caller | undefined> {
    if (this.isOpen) return ANYONE_ON_LOOPBACK;
    const token =
      typeof authorization === 'string' ? /^Bearer\s+(\S+)\s*$/i.exec(authorization)?.[1] : undefined;
    if (token === undefined) return undefined;
    const digest = digestOf(token);
    let found: Caller | undefined;
    // Every key is compared, so that the time taken tells nothing about which one was near.
    for (const key of this.keys) if (timingSafeEqual(key.digest, digest)) found = key.caller;
    return found ?? this.tokens?.callerOf(token);
  }
}

const ANYONE_ON_LOOPBACK: Caller = { name: 'anonymous', scopes: new Set(SCOPES) };
