import { type Caller, SCOPES, type Scope } from '../domains/caller';

export interface IdentityProvider {
  /** Where its public keys are (JWKS). */
  jwksUrl: string;
  issuer?: string | undefined;
  audience?: string | undefined;
}

/** Signatures with a public key only: one made with a shared secret would prove nothing. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** The keys that tokens are checked with can't be read: no token is at fault. */
export class IdentityProviderError extends Error {
  override readonly name = 'IdentityProviderError';

  constructor() {
    super(
      'The identity provider does not tell its keys right now, so the token cannot be checked. Try again in a moment.',
    );
  }
}

/**
 * Tells callers apart by the tokens (JWT) of an identity provider: `sub` names the caller, `scope` (or `scp`) lists
 * scopes of ours, `accounts`, if there, the accounts it is confined to.
 */
export class IdentityTokens {
  private readonly verifier: ReturnType<typeof verifierOf>;
  private isAway = false;

  constructor(
    provider: IdentityProvider,
    /** Told once when the keys can no longer be read. */
    private readonly onAway: (error: unknown) => void = () => undefined,
  ) {
    this.verifier = verifierOf(provider);
  }

  /**
   * The caller a token stands for; undefined when it is expired, foreign or forged.
   *
   * @throws IdentityProviderError
   */
  async callerOf(token: string): Promise<Caller | undefined> {
    const verify = await this.verifier;
    try {
      const caller = await verify(token);
      // One that is refused may not have needed the keys.
      if (caller) this.isAway = false;
      return caller;
    } catch (error) {
      if (!this.isAway) this.onAway(error);
      this.isAway = true;
      throw new IdentityProviderError();
    }
  }
}

/** What `jose` says where the provider is at fault: its answer is late, is no 200, or holds no keys. */
const PROVIDER_FAULTS: ReadonlySet<string> = new Set([
  'ERR_JWKS_TIMEOUT',
  'ERR_JWKS_INVALID',
  'ERR_JOSE_GENERIC',
]);

async function verifierOf({ jwksUrl, issuer, audience }: IdentityProvider) {
  const { createRemoteJWKSet, errors, jwtVerify } = await import('jose');
  const keys = createRemoteJWKSet(new URL(jwksUrl));
  return async (token: string): Promise<Caller | undefined> => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ALGORITHMS,
        requiredClaims: ['exp'],
        ...(issuer !== undefined && { issuer }),
        ...(audience !== undefined && { audience }),
      });
      const accounts = listOf(payload.accounts);
      // Confined to something that can't be read: not to nothing, which would be all accounts.
      if (payload.accounts !== undefined && !accounts) return undefined;
      return {
        name: payload.sub ?? 'unnamed',
        scopes: scopesOf(payload.scope ?? payload.scp),
        ...(accounts && { accounts: new Set(accounts) }),
        ...(payload.exp !== undefined && { expiresAt: new Date(payload.exp * 1000) }),
      };
    } catch (error) {
      if (error instanceof errors.JOSEError && !PROVIDER_FAULTS.has(error.code)) return undefined;
      throw error;
    }
  };
}

function scopesOf(claim: unknown): ReadonlySet<Scope> {
  const named = listOf(claim) ?? [];
  return new Set(named.includes('*') ? SCOPES : SCOPES.filter((scope) => named.includes(scope)));
}

/** A claim that lists: an array, or its members in one string, as providers write `scope`. */
function listOf(claim: unknown): string[] | undefined {
  if (typeof claim === 'string') return claim.split(/[\s,]+/).filter(Boolean);
  return Array.isArray(claim) ? claim.map(String) : undefined;
}
