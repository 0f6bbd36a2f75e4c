/** Which account a node belongs to: what a caller confined to some accounts may touch. */
export interface Ownership {
  /** Ids of the accounts that are listed: configured, or what the token was granted. Only the caller's own. */
  accountIds(): Promise<string[]>;
  /** @throws ForbiddenError when the caller is confined to other accounts. */
  assertAccount(accountId: string): void;
  /**
   * Nothing to wait for where the caller may touch everything.
   *
   * @throws ForbiddenError when the phone number is of an account the caller may not touch.
   */
  assertPhoneNumber(phoneNumberId: string): Promise<void> | undefined;
  /**
   * The account that a phone number is of; undefined when that cannot be told now. Remembered, and never throws. It is
   * not a check: `assertPhoneNumber` is.
   */
  accountOf(phoneNumberId: string): Promise<string | undefined>;
  /** @throws ForbiddenError when the template is of an account the caller may not touch. */
  assertTemplate(templateId: string): Promise<void>;
  /** @throws ForbiddenError when the Flow is of an account the caller may not touch. */
  assertFlow(flowId: string): Promise<void>;
  /**
   * For what spans accounts, such as a business portfolio.
   *
   * @throws ForbiddenError when the caller is confined to some accounts.
   */
  assertUnconfined(what: string): void;
}
