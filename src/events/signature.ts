import { createHmac, timingSafeEqual } from 'node:crypto';

const SCHEME = 'sha256=';
const HEX_DIGEST = /^[0-9a-f]{64}$/i;

/** What Meta sends in `X-Hub-Signature-256` for this body. */
export function signatureOf(rawBody: Uint8Array, secret: string): string {
  return SCHEME + createHmac('sha256', secret).update(rawBody).digest('hex');
}

/**
 * Whether the header signs these bytes with one of the app secrets (two while a secret is being rotated). Every secret is
 * tried and compared in constant time, so that the time taken tells nothing. Blank secrets never match.
 */
export function isSignedBy(
  secrets: readonly string[],
  rawBody: Uint8Array,
  header: string | undefined,
): boolean {
  if (!header?.startsWith(SCHEME)) return false;
  const hex = header.slice(SCHEME.length);
  if (!HEX_DIGEST.test(hex)) return false;
  // As digits rather than bytes: a digest that is no buffer of its own costs less.
  const given = Buffer.from(hex.toLowerCase());
  let matched = false;
  for (const secret of secrets) {
    if (secret.trim() === '') continue;
    const expected = createHmac('sha256', secret).update(rawBody).digest('hex');
    if (timingSafeEqual(Buffer.from(expected), given)) matched = true;
  }
  return matched;
}
