/** An id that a contact had until a time, in milliseconds. */
export interface FormerId {
  identifier: string;
  contactId: number;
  until: number;
}

/**
 * Ids that contacts of a batch no longer have. A BSUID is never given to anybody else. A phone number may be, so for
 * a number it matters when it was mentioned.
 */
export class FormerIds {
  readonly #until = new Map<string, Map<number, number>>();
  readonly #touched = new Map<string, FormerId>();

  constructor(ids: readonly FormerId[]) {
    for (const { identifier, contactId, until } of ids) this.#holdersOf(identifier).set(contactId, until);
  }

  /** Those to be stored: new, or with a later time. */
  get added(): FormerId[] {
    return [...this.#touched.values()].filter((id) => this.until(id.contactId, id.identifier) !== undefined);
  }

  /** Those to be forgotten: the contact has the id again. */
  get removed(): FormerId[] {
    return [...this.#touched.values()].filter((id) => this.until(id.contactId, id.identifier) === undefined);
  }

  /** Until when the contact had the id; undefined when it is none of its former ones. */
  until(contactId: number, identifier: string): number | undefined {
    return this.#until.get(identifier)?.get(contactId);
  }

  /** Whose former id it is: of several who had it after the time, the one that gave it up first. */
  holder(identifier: string, at = Number.NEGATIVE_INFINITY): number | undefined {
    const holders = [...(this.#until.get(identifier) ?? [])].filter(([, until]) => at <= until);
    return holders.sort(([, one], [, other]) => one - other)[0]?.[0];
  }

  add(contactId: number, identifier: string, until: number): void {
    const holders = this.#holdersOf(identifier);
    const later = Math.max(holders.get(contactId) ?? until, until);
    holders.set(contactId, later);
    this.#touched.set(`${contactId} ${identifier}`, { identifier, contactId, until: later });
  }

  remove(contactId: number, identifier: string): void {
    const until = this.until(contactId, identifier);
    if (until === undefined) return;
    this.#until.get(identifier)?.delete(contactId);
    this.#touched.set(`${contactId} ${identifier}`, { identifier, contactId, until });
  }

  /** Hands all former ids of one contact over to another. */
  hand(from: number, to: number): void {
    for (const [identifier, holders] of this.#until) {
      const until = holders.get(from);
      if (until === undefined) continue;
      holders.delete(from);
      // The rows of a contact that is no more are deleted with it.
      this.#touched.delete(`${from} ${identifier}`);
      this.add(to, identifier, until);
    }
  }

  #holdersOf(identifier: string): Map<number, number> {
    const known = this.#until.get(identifier);
    if (known) return known;
    const holders = new Map<number, number>();
    this.#until.set(identifier, holders);
    return holders;
  }
}
