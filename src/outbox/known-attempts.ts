import type { Database } from '../store/database';
import type { SqlValue } from '../store/statements';
import type { SendAttempt } from './send-attempt';
import { attemptOf, COLUMNS } from './send-attempt-rows';

/** What the database knows of sends that must not be repeated, whichever process made them. */
export class KnownAttempts {
  constructor(protected readonly database: Database) {}

  /** The caller's attempt with the key, while the key stands for it. */
  async byKey(caller: string, idempotencyKey: string): Promise<SendAttempt | undefined> {
    const attempt = await this.lastWithKey(caller, idempotencyKey);
    return attempt && attempt.expiresAt.getTime() > Date.now() ? attempt : undefined;
  }

  async byId(id: string): Promise<SendAttempt | undefined> {
    return (await this.#read('id = ?', [id]))[0];
  }

  /** Whether there is any attempt whose outcome is not known yet. */
  async hasUnsettled(): Promise<boolean> {
    const rows = await this.database.read(
      "SELECT 1 FROM send_attempts WHERE state IN ('SENDING', 'UNKNOWN') AND expires_at > ? LIMIT 1",
      [Date.now()],
    );
    return rows.length > 0;
  }

  /** Those of these attempts whose outcome is not known yet. */
  async unsettled(ids: readonly string[]): Promise<SendAttempt[]> {
    if (ids.length === 0) return [];
    const places = ids.map(() => '?').join(', ');
    return this.#read(`id IN (${places}) AND state IN ('SENDING', 'UNKNOWN')`, ids);
  }

  /** The caller's last attempt with the key, also when the key is free again. */
  protected async lastWithKey(caller: string, idempotencyKey: string): Promise<SendAttempt | undefined> {
    return (await this.#read('caller = ? AND idempotency_key = ?', [caller, idempotencyKey]))[0];
  }

  async #read(where: string, values: readonly SqlValue[]): Promise<SendAttempt[]> {
    const rows = await this.database.read(`SELECT ${COLUMNS} FROM send_attempts WHERE ${where}`, values);
    return rows.map(attemptOf);
  }
}
