import { createHmac } from 'node:crypto';
import { stringifyJson } from '../json';

/**
 * The bytes of a webhook. As Meta does, slashes and everything beyond ASCII are escaped, so that a receiver
 * that parses and writes again before it checks the signature finds out here and not in production.
 */
export function encodeWebhook(payload: unknown): Buffer {
  const text = stringifyJson(payload)
    .replaceAll('/', '\\/')
    .replace(
      /[\u0080-\uffff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  return Buffer.from(text);
}

/** The value of `X-Hub-Signature-256`. */
export function signatureOf(bytes: Buffer, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(bytes).digest('hex')}`;
}
