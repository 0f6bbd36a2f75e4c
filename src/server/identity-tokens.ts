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

/**
 * Tells callers apart by the tokens (JWT) of an identity provider: `sub` names the caller, `scope` (or `scp`) lists
 * scopes of ours, `accounts`, if there, the accounts it is confined to.
 */
export class IdentityTokens {
  private readonly verifier: Promise<(token: string) => Promise<Caller | undefined>>;

  constructor(provider: IdentityProvider) {
    this.verifier = verifierOf(provider);
  }

  /** The caller a token stands for; undefined when it is expired, foreign or forged. */
  async callerOf(token: string): Promise<Caller | undefined> {
    const verify = await this.verifier;
    return verify(token);
  }
}

async function verifierOf({ jwksUrl, issuer, audience }: IdentityProvider) {
  const { createRemoteJWKSet, jwtVerify } = await import('jose');
  const keys = createRemoteJWKSet(new URL(jwksUrl));
  return async (token: string): Promise<Caller | undefined> => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ALGORITHMS,
        requiredClaims: ['exp'],
        ...(issuer !== undefined && { issuer }),
        ...(audience !== undefined && { audience }),
      });
      const accounts = textsOf(payload.accounts);
      return {
        name: payload.sub ?? 'unnamed',
        scopes: scopesOf(payload.scope ?? payload.scp),
        ...(accounts && { accounts: new Set(accounts) }),
        ...(payload.exp !== undefined && { expiresAt: new Date(payload.exp * 1000) }),
      };
    } catch {
      return undefined;
    }
  };
}

function scopesOf(claim: unknown): ReadonlySet<Scope> {
  const named = typeof claim === 'string' ? claim.split(/\s+/) : (textsOf(claim) ?? []);
  return new Set(named.includes('*') ? SCOPES : SCOPES.filter((scope) => named.includes(scope)));
}

function textsOf(claim: unknown): string[] | undefined {
  return Array.isArray(claim) ? claim.map(String) : undefined;
}
