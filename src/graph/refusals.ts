import { catalogueEntryOf } from './error-catalogue';
import { GraphApiError } from './errors';

/**
 * Codes that can be about one field or edge of several: permissions (3, 10, 200–299), a field that this version has no more
 * (12), an invalid parameter (100), a bad cursor (131059), what the fields are written with (2500).
 */
const REFUSALS: ReadonlySet<number> = new Set([3, 10, 12, 100, 2500, 131059]);

/** Says the same of a wrong app secret as of a wrong field (100); each field and node would be tried on its own, in vain. */
const OF_THE_REQUEST = /appsecret_proof/i;

/** Whether an error may be about one of the fields that were asked for, and not about all of them. */
export function isRefused(error: unknown): error is GraphApiError {
  if (!(error instanceof GraphApiError)) return false;
  const { code, message } = error.meta;
  if (OF_THE_REQUEST.test(message)) return false;
  return REFUSALS.has(code) || (code >= 200 && code <= 299);
}

const NONEXISTENT_FIELD = /nonexistent field \((\w+)\)/i;

/** The field that Graph says it does not know. */
export function nonexistentFieldIn({ meta: { code, message } }: GraphApiError): string | undefined {
  return code === 100 ? NONEXISTENT_FIELD.exec(message)?.[1] : undefined;
}

/** Whether an error says that ids are unknown. */
export function isOfUnknownIds({ meta: { code, subcode } }: GraphApiError): boolean {
  return catalogueEntryOf(code, subcode).name === 'OBJECT_NOT_FOUND';
}

/** Messages begin with their code, which is no id. */
const OWN_CODE = /^\(#\d+\)/;

/** What stands in an error's message, ids among it. */
export function wordsOf({ meta: { message } }: GraphApiError): ReadonlySet<string> {
  return new Set(message.replace(OWN_CODE, '').split(/[^\w=-]+/));
}
