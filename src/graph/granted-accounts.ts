import { isOutage } from './circuit';
import type { GraphClient } from './client';
import { grantedIdsOf } from './token-grants';

export interface GrantedAccountsOptions {
  client: GraphClient;
  token: string;
  /** With both, the token is inspected by the app; without, by itself. */
  appId?: string | undefined;
  appSecret?: string | undefined;
  /** Told which accounts there are, each time they were read. */
  onAccounts?: (ids: readonly string[]) => void;
  /** How long an answer counts. */
  ttlMs?: number;
}

/** The token is good for every account of its user, and Meta does not say which those are. */
export class AccountsNotNamedError extends Error {
  override readonly name = 'AccountsNotNamedError';

  constructor() {
    super(
      'Meta does not name the accounts that the access token was granted: it is good for all of its user. ' +
        'Set WHATSAPP_BUSINESS_ACCOUNT_IDS to the accounts that are to be listed.',
    );
  }
}

/** Ids of the accounts that a token was granted, as `debug_token` tells; remembered, and asked once at a time. */
export class GrantedAccounts {
  /** The ids, or none where the token is good for all accounts of its user: that is remembered as well. */
  private known: { ids: string[] | undefined; until: number } | undefined;
  private asking: Promise<string[] | undefined> | undefined;

  constructor(private readonly options: GrantedAccountsOptions) {}

  /** @throws AccountsNotNamedError, GraphApiError (also for a token that is no longer good), GraphTransportError */
  async ids(): Promise<string[]> {
    const ids = this.known && this.known.until > Date.now() ? this.known.ids : await this.renewed();
    if (ids === undefined) throw new AccountsNotNamedError();
    return ids;
  }

  private renewed(): Promise<string[] | undefined> {
    this.asking ??= this.ask()
      .catch((error: unknown) => {
        // While the Graph API is down, what was granted before is the best that is known; using it still needs the token.
        if (this.known && isOutage(error)) return this.known.ids;
        throw error;
      })
      .finally(() => {
        this.asking = undefined;
      });
    return this.asking;
  }

  private async ask(): Promise<string[] | undefined> {
    const { client, token, appId, appSecret, ttlMs = 300_000 } = this.options;
    const answer = await client.call({
      method: 'GET',
      path: 'debug_token',
      // The one call in which the token is a parameter: it is what is asked about, not the credential.
      query: { input_token: token },
      token: appId && appSecret ? `${appId}|${appSecret}` : token,
      safety: 'read',
    });
    const ids = grantedIdsOf(answer, token);
    this.known = { ids, until: Date.now() + ttlMs };
    if (ids) this.options.onAccounts?.(ids);
    return ids;
  }
}
