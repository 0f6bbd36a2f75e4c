import { objectOf, objectsOf, textOf } from '../common/json';
import { isOutage } from './circuit';
import type { GraphClient } from './client';

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

const MANAGEMENT_SCOPE = 'whatsapp_business_management';
const MESSAGING_SCOPE = 'whatsapp_business_messaging';

/** Ids of the accounts that a token was granted, as `debug_token` tells; remembered, and asked once at a time. */
export class GrantedAccounts {
  private known: { ids: string[]; until: number } | undefined;
  private asking: Promise<string[]> | undefined;

  constructor(private readonly options: GrantedAccountsOptions) {}

  async ids(): Promise<string[]> {
    if (this.known && this.known.until > Date.now()) return this.known.ids;
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

  private async ask(): Promise<string[]> {
    const { client, token, appId, appSecret, ttlMs = 300_000 } = this.options;
    const answer = await client.call({
      method: 'GET',
      path: 'debug_token',
      // The one call that Meta wants the token as a parameter of: it is the question, not the credential.
      query: { input_token: token },
      token: appId && appSecret ? `${appId}|${appSecret}` : token,
      safety: 'read',
    });
    const grants = objectsOf(objectOf(answer.data).granular_scopes);
    const targetsOf = (scope: string) =>
      grants
        .filter((grant) => textOf(grant.scope) === scope)
        .flatMap((grant) => (Array.isArray(grant.target_ids) ? grant.target_ids : []))
        .map((id) => textOf(id))
        .filter((id) => id !== undefined);
    const ids = [...new Set([...targetsOf(MANAGEMENT_SCOPE), ...targetsOf(MESSAGING_SCOPE)])];
    this.known = { ids, until: Date.now() + ttlMs };
    this.options.onAccounts?.(ids);
    return ids;
  }
}
