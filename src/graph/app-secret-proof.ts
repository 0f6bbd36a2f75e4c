import { createHmac } from 'node:crypto';

const MAX_REMEMBERED = 1_000;

/** `appsecret_proof`: proves that a call comes from who holds the app secret. Remembered per token. */
export class AppSecretProof {
  private readonly remembered = new Map<string, string>();

  constructor(private readonly appSecret: string) {}

  of(token: string): string {
    const known = this.remembered.get(token);
    if (known) return known;
    const proof = createHmac('sha256', this.appSecret).update(token).digest('hex');
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    this.remembered.set(token, proof);
    return proof;
  }
}
