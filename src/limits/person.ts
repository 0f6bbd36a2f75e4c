import { hash } from 'node:crypto';

const CHARS = 16;

/** A person as the key of a limit: which phone number or user id it is cannot be told from it. */
export function personKey(person: string): string {
  return hash('sha256', person, 'base64url').slice(0, CHARS);
}
