import type { PersonRef } from '../events/types';

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
}

/**
 * Tells who a person is among the contacts of a batch, and notes what changes. Identity is the BSUID first and the phone
 * second: who names both joins the contact known by the one with the contact known by the other. A phone that is known
 * with another BSUID joins nobody: BSUIDs differ by business portfolio, and a number may get a new owner.
 */
export class ContactBook {
  readonly #byId = new Map<number, Contact>();
  readonly #byUserId = new Map<string, Contact>();
  readonly #byWaId = new Map<string, Contact[]>();
  readonly #byParentUserId = new Map<string, Contact>();
  readonly #changed = new Set<Contact>();
  /** Contacts that are no more, and the one each was joined with. */
  readonly joined = new Map<number, number>();

  constructor(
    contacts: readonly Contact[],
    private nextId: number,
  ) {
    for (const contact of contacts) this.#index(contact);
  }

  /** Contacts that are new or different. */
  get changed(): Contact[] {
    return [...this.#changed];
  }

  /** The contact that the id stands for by now. */
  current(id: number): number {
    let current = id;
    for (let next = this.joined.get(current); next !== undefined; next = this.joined.get(current))
      current = next;
    return current;
  }

  /** The contact of a person, made if need be. Undefined when the person has no identifier. */
  resolve(person: PersonRef, seenAt: number): number | undefined {
    const { userId, waId, parentUserId } = person;
    if (userId === undefined && waId === undefined && parentUserId === undefined) return undefined;
    const contact = this.#find(person) ?? this.#create(seenAt);
    this.#learn(contact, person, seenAt);
    return contact.id;
  }

  /** Makes two contacts one, when a message showed that they are. Returns whether they are one now. */
  join(first: number, second: number): boolean {
    const one = this.#byId.get(this.current(first));
    const other = this.#byId.get(this.current(second));
    if (!one || !other) return false;
    if (one === other) return true;
    if (differ(one.userId, other.userId) || differ(one.waId, other.waId)) return false;
    this.#merge(one, other);
    return true;
  }

  #find({ userId, waId, parentUserId }: PersonRef): Contact | undefined {
    const byUserId = userId === undefined ? undefined : this.#byUserId.get(userId);
    const byWaId = waId === undefined ? undefined : this.#ownerOf(waId, userId);
    if (byUserId && byWaId && byUserId !== byWaId) return this.#merge(byUserId, byWaId);
    const found = byUserId ?? byWaId;
    if (found || userId !== undefined || waId !== undefined || parentUserId === undefined) return found;
    return this.#byParentUserId.get(parentUserId);
  }

  /** Who has the phone: nobody with a BSUID other than the one named; of several the one seen last. */
  #ownerOf(waId: string, userId: string | undefined): Contact | undefined {
    const owners = (this.#byWaId.get(waId) ?? []).filter(
      (contact) => contact.waId === waId && this.#byId.has(contact.id) && !differ(contact.userId, userId),
    );
    return owners.reduce<Contact | undefined>(
      (latest, contact) => (latest && latest.seenAt >= contact.seenAt ? latest : contact),
      undefined,
    );
  }

  #create(seenAt: number): Contact {
    const contact: Contact = { id: this.nextId, seenAt };
    this.nextId += 1;
    this.#byId.set(contact.id, contact);
    this.#changed.add(contact);
    return contact;
  }

  /** Takes over what is new. What contradicts what is known counts when it is the newer. */
  #learn(contact: Contact, person: Omit<Contact, 'id' | 'seenAt'>, seenAt: number): void {
    const isNewer = seenAt >= contact.seenAt;
    const before = JSON.stringify(contact);
    for (const key of ['userId', 'parentUserId', 'waId', 'username', 'name'] as const) {
      const value = person[key];
      if (value !== undefined && (contact[key] === undefined || isNewer)) contact[key] = value;
    }
    contact.seenAt = Math.max(contact.seenAt, seenAt);
    if (JSON.stringify(contact) !== before) this.#changed.add(contact);
    this.#index(contact);
  }

  /** The one with a BSUID stays, else the older. */
  #merge(one: Contact, other: Contact): Contact {
    const keepsOne =
      (one.userId === undefined) === (other.userId === undefined) ? one.id < other.id : !!one.userId;
    const [kept, gone] = keepsOne ? [one, other] : [other, one];
    this.joined.set(gone.id, kept.id);
    this.#byId.delete(gone.id);
    this.#changed.delete(gone);
    this.#learn(kept, gone, gone.seenAt);
    this.#changed.add(kept);
    return kept;
  }

  #index(contact: Contact): void {
    this.#byId.set(contact.id, contact);
    if (contact.userId !== undefined) this.#byUserId.set(contact.userId, contact);
    if (contact.parentUserId !== undefined) this.#byParentUserId.set(contact.parentUserId, contact);
    if (contact.waId === undefined) return;
    const owners = this.#byWaId.get(contact.waId);
    if (!owners) this.#byWaId.set(contact.waId, [contact]);
    else if (!owners.includes(contact)) owners.push(contact);
  }
}

function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}
