/** What an error is about. */
export type ErrorCategory =
  | 'GATEWAY'
  | 'AUTHORIZATION'
  | 'INTEGRITY'
  | 'THROTTLING'
  | 'MESSAGING'
  | 'TEMPLATE'
  | 'TEMPLATE_CREATION'
  | 'ONBOARDING'
  | 'REGISTRATION'
  | 'CALLING'
  | 'GROUPS'
  | 'FLOWS'
  | 'PAYMENTS'
  | 'BLOCKING'
  | 'USERNAMES'
  | 'ANALYTICS'
  | 'HEALTH'
  | 'UNKNOWN';

/** Whether the same call can succeed when it is made again. */
export type RetryAdvice =
  /** Soon, with growing pauses. */
  | 'NOW'
  /** After a wait: `waitMs` where Meta names it. */
  | 'LATER'
  /** Not unchanged. */
  | 'NEVER'
  /** After somebody has put something right. */
  | 'AFTER_ACTION';

/** Who has to do something about an error. */
export type ErrorActor =
  /** Who made the request: it has to be another one. */
  | 'CALLER'
  /** Who runs the gateway or the business account. */
  | 'OPERATOR'
  /** The WhatsApp user on the other side. */
  | 'CUSTOMER'
  | 'META'
  | 'NOBODY';

/** Meta's code, or `code/subcode` where only the two together say it. */
export type MetaCode = number | `${number}/${number}`;

export interface CatalogueEntry {
  category: ErrorCategory;
  /** Every code of Meta's that means this; none for the gateway's own errors. */
  codes: readonly MetaCode[];
  retry: RetryAdvice;
  actor: ErrorActor;
  /** What it means and what to do, in a sentence. */
  description: string;
  /** The wait that Meta documents, in milliseconds. */
  waitMs?: number;
  /** Meta's own text may quote the access token, so it must not reach a client. */
  confidential?: true;
}

interface Details {
  waitMs?: number;
  confidential?: true;
}

type Row = readonly [MetaCode | readonly MetaCode[], RetryAdvice, ErrorActor, string, Details?];

/** Entries of one category, a row each: Meta's code or codes, retry advice, who must act, description, details. */
export function family<const Name extends string>(
  category: ErrorCategory,
  rows: Readonly<Record<Name, Row>>,
): Readonly<Record<Name, CatalogueEntry>> {
  const entries: Partial<Record<Name, CatalogueEntry>> = {};
  for (const name in rows) {
    const [codes, retry, actor, description, details] = rows[name];
    entries[name] = {
      category,
      codes: typeof codes === 'object' ? codes : [codes],
      retry,
      actor,
      description,
      ...details,
    };
  }
  return entries as Record<Name, CatalogueEntry>;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
