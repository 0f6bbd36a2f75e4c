import { AUTHORIZATION_ERRORS } from './error-catalogue/authorization';
import { CALLING_ERRORS } from './error-catalogue/calling';
import type { CatalogueEntry } from './error-catalogue/entry';
import { FLOWS_ERRORS } from './error-catalogue/flows';
import { GATEWAY_ERRORS, UNKNOWN_ERRORS } from './error-catalogue/gateway';
import { GROUPS_ERRORS } from './error-catalogue/groups';
import { INTEGRITY_ERRORS } from './error-catalogue/integrity';
import { MESSAGING_ERRORS } from './error-catalogue/messaging';
import { ONBOARDING_ERRORS } from './error-catalogue/onboarding';
import { ANALYTICS_ERRORS, BLOCKING_ERRORS, HEALTH_ERRORS, USERNAMES_ERRORS } from './error-catalogue/others';
import { PAYMENTS_ERRORS } from './error-catalogue/payments';
import { REGISTRATION_ERRORS } from './error-catalogue/registration';
import { TEMPLATE_ERRORS } from './error-catalogue/template';
import { TEMPLATE_CREATION_ERRORS } from './error-catalogue/template-creation';
import { THROTTLING_ERRORS } from './error-catalogue/throttling';

export type { CatalogueEntry, ErrorActor, ErrorCategory, RetryAdvice } from './error-catalogue/entry';

/** Every error by its stable name: the gateway's own and Meta's. */
export const ERROR_CATALOGUE = {
  ...GATEWAY_ERRORS,
  ...AUTHORIZATION_ERRORS,
  ...INTEGRITY_ERRORS,
  ...THROTTLING_ERRORS,
  ...MESSAGING_ERRORS,
  ...TEMPLATE_ERRORS,
  ...TEMPLATE_CREATION_ERRORS,
  ...ONBOARDING_ERRORS,
  ...REGISTRATION_ERRORS,
  ...CALLING_ERRORS,
  ...GROUPS_ERRORS,
  ...FLOWS_ERRORS,
  ...PAYMENTS_ERRORS,
  ...BLOCKING_ERRORS,
  ...USERNAMES_ERRORS,
  ...ANALYTICS_ERRORS,
  ...HEALTH_ERRORS,
  ...UNKNOWN_ERRORS,
};

/** The stable name of an error. */
export type ErrorName = keyof typeof ERROR_CATALOGUE;

/** An entry of the catalogue with its name. */
export interface NamedEntry extends CatalogueEntry {
  name: ErrorName;
}

/** Subcodes from here on are codes in their own right; smaller ones only mean something beside their code. */
const FIRST_UNIQUE_SUBCODE = 1_000_000;

const byCode = new Map<string, NamedEntry>();
for (const name of Object.keys(ERROR_CATALOGUE) as ErrorName[]) {
  for (const code of ERROR_CATALOGUE[name].codes) byCode.set(String(code), entryNamed(name));
}

/** The entry of this name. */
export function entryNamed(name: ErrorName): NamedEntry {
  return { name, ...ERROR_CATALOGUE[name] };
}

/**
 * What an error code of Meta's means. A subcode that has an entry is more exact than its code; Meta sends some
 * numbers (2388019…) as either. Codes 200 to 299 are one error; a number without an entry is `UNKNOWN`.
 */
export function catalogueEntryOf(code: number, subcode?: number): NamedEntry {
  const exact =
    subcode === undefined
      ? undefined
      : (byCode.get(`${code}/${subcode}`) ??
        (subcode >= FIRST_UNIQUE_SUBCODE ? byCode.get(String(subcode)) : undefined));
  const entry = exact ?? byCode.get(String(code));
  if (entry) return entry;
  return entryNamed(code >= 200 && code <= 299 ? 'API_PERMISSION_MISSING' : 'UNKNOWN');
}
