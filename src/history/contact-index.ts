import type { FormerIds } from './former-ids';

/** A person as stored. */
export interface Contact {
  id: number;
  userId?: string | undefined;
  parentUserId?: string | undefined;
  waId?: string | undefined;
  username?: string | undefined;
  name?: string | undefined;
  /** Newest mention, in milliseconds. */
  seenAt: number;
  /** When they last got other ids, in milliseconds: whoever never did has no former ones. */
  movedAt?: number | undefined;
}

export const CONTACT_IDS = ['userId', 'parentUserId', 'waId'] as const;
export type ContactId = (typeof CONTACT_IDS)[number];

/**
 * Finds the contacts of a batch by their ids. Entries are never taken out when an id changes hands or a contact is joined
 * with another; each look-up checks that what it finds still has the id, and is still there.
 */
export class ContactIndex {
  readonly #byId = new Map<number, Contact>();
  readonly #byUserId = new Map<string, Contact>();
  readonly #byWaId = new Map<string, Contact[]>();
  readonly #byParentUserId = new Map<string, Contact>();
  /** Contacts that are no more, and the one each was joined with. */
  readonly joined = new Map<number, number>();

  constructor(private readonly former: FormerIds) {}

  add(contact: Contact): void {
    this.#byId.set(contact.id, contact);
    if (contact.userId !== undefined) this.#byUserId.set(contact.userId, contact);
    if (contact.parentUserId !== undefined) this.#byParentUserId.set(contact.parentUserId, contact);
    if (contact.waId === undefined) return;
    const owners = this.#byWaId.get(contact.waId);
    if (!owners) this.#byWaId.set(contact.waId, [contact]);
    else if (!owners.includes(contact)) owners.push(contact);
  }

  /** The one contact is the other from now on. */
  join(gone: Contact, kept: Contact): void {
    this.joined.set(gone.id, kept.id);
    this.#byId.delete(gone.id);
  }

  /** The contact that an id of ours stands for by now. */
  current(id: number): number {
    let current = id;
    for (let next = this.joined.get(current); next !== undefined; next = this.joined.get(current))
      current = next;
    return current;
  }

  byId(id: number): Contact | undefined {
    return this.#byId.get(this.current(id));
  }

  byUserId(userId: string | undefined): Contact | undefined {
    return this.#holder(this.#byUserId, 'userId', userId);
  }

  byParentUserId(parentUserId: string | undefined): Contact | undefined {
    return this.#holder(this.#byParentUserId, 'parentUserId', parentUserId);
  }

  /** Who had the id formerly: at that time, or ever where no time is given. */
  byFormerId(identifier: string | undefined, at?: number): Contact | undefined {
    const id = identifier === undefined ? undefined : this.former.holder(identifier, at);
    return id === undefined ? undefined : this.byId(id);
  }

  /**
   * Who had the phone at a time. Nobody with a BSUID other than the one named beside it; before those who have it now,
   * somebody who had it then and gave it up since; and of several who have it now, the one seen last.
   */
  byWaId(waId: string, userId: string | undefined, at: number): Contact | undefined {
    const before = this.byFormerId(waId, at);
    if (before && !differ(before.userId, userId)) return before;
    const owners = (this.#byWaId.get(waId) ?? []).filter(
      (contact) => contact.waId === waId && this.#byId.has(contact.id) && !differ(contact.userId, userId),
    );
    return owners.reduce<Contact | undefined>(
      (latest, contact) => (latest && latest.seenAt >= contact.seenAt ? latest : contact),
      undefined,
    );
  }

  #holder(
    index: ReadonlyMap<string, Contact>,
    key: ContactId,
    value: string | undefined,
  ): Contact | undefined {
    const contact = value === undefined ? undefined : index.get(value);
    return contact && contact[key] === value && this.#byId.has(contact.id) ? contact : undefined;
  }
}

/** Whether two ids, where both are known, are of different people. */
export function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}
