import { hash } from 'node:crypto';

const CHARS = 16;
/** People whose keys are remembered at most: hashing one again costs more than all else that is counted for a message. */
const MOST = 20_000;

const keys = new Map<string, string>();

/** A person as the key of a limit: which phone number or user id it is cannot be told from it. */
export function personKey(person: string): string {
  const known = keys.get(person);
  if (known !== undefined) return known;
  const key = hash('sha256', person, 'base64url').slice(0, CHARS);
  if (keys.size >= MOST) keys.clear();
  keys.set(person, key);
  return key;
}
