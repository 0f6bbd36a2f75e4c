import type { ThroughputLevel } from './policies/throughput';

/** What is known of a business phone number. */
export interface NumberFacts {
  level: ThroughputLevel;
  /** Its account (WABA). */
  accountId?: string | undefined;
  /** The portfolio that its customers are counted for; the account, where Meta names no owner. */
  portfolioId?: string | undefined;
}

/** What is known of an account. */
export interface AccountFacts {
  /** Whether a number of it is registered. */
  isActive: boolean;
  /** The portfolio that owns it: its numbers share one messaging limit. */
  portfolioId?: string | undefined;
  /** Customers in 24 hours that Meta grants; `Infinity` for no limit, undefined where unknown. */
  messagingLimit?: number | undefined;
}

/**
 * What the limits have to know about numbers and accounts. Answers at once; what is not known yet has the safe value.
 */
export interface Facts {
  number(phoneNumberId: string): NumberFacts;
  account(accountId: string): AccountFacts;
  /** The account that counts calls for this node, where the node is one that Meta counts. */
  accountOfNode(id: string): string | undefined;
  /** Whether it is known how fast a number may send; until then the default counts. */
  knowsLevel(phoneNumberId: string): boolean;
  /** Resolves when it is known how fast a number may send, or cannot be found out now; undefined when nobody is asking. */
  levelUnderWay(phoneNumberId: string): Promise<void> | undefined;
  /**
   * Resolves when it is known whose customers a number writes to, or cannot be found out now; undefined when nobody is asking
   * for the first time.
   */
  portfolioUnderWay(phoneNumberId: string): Promise<void> | undefined;
  /** Meta refused what should have passed, so what is known of a number may be out of date. */
  doubt(phoneNumberId: string): void;
  /** Whether an edit of this template is limited: Meta lets rejected and paused ones be edited freely. */
  isTemplateLimited(templateId: string): boolean;
  /** Whether a customer has written within 24 hours, as far as is known: then a template does not count. */
  isWindowOpen(phoneNumberId: string, person: string): boolean;
  /** A number comes near a limit, so what is not known of it is worth a read now. */
  want(phoneNumberId: string): void;
  /** An account that calls are made on. */
  learnAccount(accountId: string): void;
}

/** Knows nothing, so every number counts as a slow one. */
export const NO_FACTS: Facts = {
  number: () => ({ level: 'standard' }),
  account: () => ({ isActive: true }),
  accountOfNode: () => undefined,
  isTemplateLimited: () => true,
  isWindowOpen: () => false,
  knowsLevel: () => true,
  levelUnderWay: () => undefined,
  portfolioUnderWay: () => undefined,
  doubt: () => undefined,
  want: () => undefined,
  learnAccount: () => undefined,
};
