import type { NamedPerson } from '../events/people';
import type { PersonRef } from '../events/types';
import { ContactMentions } from './contact-mentions';
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

const IDS = ['userId', 'parentUserId', 'waId'] as const;

/**
 * Tells who a person is among the contacts of a batch, and notes what changes. Identity is the BSUID first and the phone
 * second: who names both joins the contact known by the one with the contact known by the other. A phone that is known
 * with another BSUID joins nobody: BSUIDs differ by business portfolio, and a number may get a new owner. Only where Meta
 * says that somebody moved do two that differ become one.
 */
export class ContactBook {
  readonly #byId = new Map<number, Contact>();
  readonly #byUserId = new Map<string, Contact>();
  readonly #byWaId = new Map<string, Contact[]>();
  readonly #byParentUserId = new Map<string, Contact>();
  readonly #changed = new Set<Contact>();
  /** The contacts as they were read. */
  readonly #before = new Map<number, Readonly<Contact>>();
  /** Who said what of them. */
  readonly mentions = new ContactMentions();
  /** Contacts that are no more, and the one each was joined with. */
  readonly joined = new Map<number, number>();

  constructor(
    contacts: readonly Contact[],
    readonly former: FormerIds,
    private nextId: number,
  ) {
    for (const contact of contacts) {
      this.#before.set(contact.id, { ...contact });
      this.#index(contact);
    }
  }

  /** Contacts that are new or different. */
  get changed(): { contact: Contact; hasSameIds: boolean }[] {
    return [...this.#changed].map((contact) => {
      const before = this.#before.get(contact.id);
      const isSame = (key: (typeof IDS)[number] | 'movedAt') => before?.[key] === contact[key];
      return { contact, hasSameIds: before !== undefined && IDS.every(isSame) && isSame('movedAt') };
    });
  }

  /** The contact that the id stands for by now. */
  current(id: number): number {
    let current = id;
    for (let next = this.joined.get(current); next !== undefined; next = this.joined.get(current))
      current = next;
    return current;
  }

  /** The contact of a person whom an account names, made if need be. Undefined when the person has no identifier. */
  resolve(person: PersonRef, seenAt: number, accountId: string | undefined): number | undefined {
    if (IDS.every((key) => person[key] === undefined)) return undefined;
    const contact = this.#find(person, seenAt) ?? this.#create(seenAt);
    this.#learn(contact, person, seenAt);
    // What nobody knows whose it is, no account has said.
    if (accountId) this.mentions.add(contact.id, accountId, person, seenAt);
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

  /** Somebody has other ids from a time on, as an account was told. What they were known by still leads to them. */
  move(before: NamedPerson, after: PersonRef, at: number, accountId: string): void {
    const found = this.#find(after, at);
    const known = this.#find(before, at);
    const joined = found && known && found !== known ? this.#absorb(found, known, before, at) : undefined;
    const contact = joined ?? found ?? known ?? this.#create(at);
    this.#settle(contact, before, after, at);
    if (accountId) this.mentions.addMove(contact.id, accountId, before, after, at);
  }

  /** The ids before are former ones, unless a later move brought them back; those after are theirs, unless one took them. */
  #settle(contact: Contact, before: NamedPerson, after: PersonRef, at: number): void {
    const isNewest = at >= (contact.movedAt ?? at);
    for (const key of IDS) {
      const [old, next] = [before[key], after[key]];
      if (next !== undefined && isNewest) this.#take(contact, key, next, at);
      else if (next !== undefined && next !== contact[key]) this.former.add(contact.id, next, at);
      if (old === undefined || old === next) continue;
      if (isNewest && old === contact[key]) contact[key] = undefined;
      if (old !== contact[key]) this.former.add(contact.id, old, at);
    }
    contact.movedAt = Math.max(contact.movedAt ?? at, at);
    const { username, name } = after;
    this.#learn(contact, { username, name }, at);
    this.#changed.add(contact);
  }

  #take(contact: Contact, key: (typeof IDS)[number], value: string, at: number): void {
    const old = contact[key];
    if (old !== undefined && old !== value) {
      this.former.add(contact.id, old, at);
      contact.movedAt = Math.max(contact.movedAt ?? at, at);
    }
    contact[key] = value;
    this.former.remove(contact.id, value);
  }

  #find({ userId, waId, parentUserId }: NamedPerson, at: number): Contact | undefined {
    const byUserId = this.#holder(this.#byUserId, 'userId', userId);
    // Whoever is named by a former BSUID is named as they were then: the phone may be somebody else's by now.
    const before = byUserId ? undefined : this.#formerHolder(userId);
    if (before) return before;
    const byWaId = waId === undefined ? undefined : this.#ownerOf(waId, userId, at);
    if (byUserId && byWaId && byUserId !== byWaId) return this.#merge(byUserId, byWaId);
    const found = byUserId ?? byWaId;
    if (found || userId !== undefined || waId !== undefined) return found;
    return (
      this.#holder(this.#byParentUserId, 'parentUserId', parentUserId) ?? this.#formerHolder(parentUserId)
    );
  }

  #holder(
    index: ReadonlyMap<string, Contact>,
    key: (typeof IDS)[number],
    value: string | undefined,
  ): Contact | undefined {
    const contact = value === undefined ? undefined : index.get(value);
    return contact && contact[key] === value && this.#byId.has(contact.id) ? contact : undefined;
  }

  #formerHolder(identifier: string | undefined, at?: number): Contact | undefined {
    const id = identifier === undefined ? undefined : this.former.holder(identifier, at);
    return id === undefined ? undefined : this.#byId.get(this.current(id));
  }

  /**
   * Who had the phone then: nobody with a BSUID other than the one named; somebody who gave it up later before those
   * who have it now, and of these the one seen last.
   */
  #ownerOf(waId: string, userId: string | undefined, at: number): Contact | undefined {
    const before = this.#formerHolder(waId, at);
    if (before && !differ(before.userId, userId)) return before;
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
  #learn(contact: Contact, person: Omit<Contact, 'id' | 'seenAt' | 'movedAt'>, seenAt: number): void {
    const isNewer = seenAt >= contact.seenAt;
    let isChanged = seenAt > contact.seenAt;
    for (const key of ['username', 'name'] as const) {
      const value = person[key];
      if (value === undefined || value === contact[key]) continue;
      if (contact[key] !== undefined && !isNewer) continue;
      contact[key] = value;
      isChanged = true;
    }
    for (const key of IDS) {
      const value = person[key];
      if (value === undefined || value === contact[key] || this.#gaveUp(contact, key, value, seenAt))
        continue;
      if (contact[key] !== undefined && !isNewer) continue;
      this.#take(contact, key, value, seenAt);
      isChanged = true;
    }
    contact.seenAt = Math.max(contact.seenAt, seenAt);
    if (isChanged) this.#changed.add(contact);
    this.#index(contact);
  }

  /** Whether an id that is mentioned is one that the contact no longer has: of a phone, that it still had then. */
  #gaveUp(contact: Contact, key: (typeof IDS)[number], value: string, at: number): boolean {
    const until = this.former.until(contact.id, value);
    return until !== undefined && (key !== 'waId' || at <= until);
  }

  /** The one with a BSUID stays, else the older. */
  #merge(one: Contact, other: Contact): Contact {
    const keepsOne =
      (one.userId === undefined) === (other.userId === undefined) ? one.id < other.id : !!one.userId;
    const [kept, gone] = keepsOne ? [one, other] : [other, one];
    return this.#join(kept, gone);
  }

  /** Joins a contact with what it has become: ids that differ, or that it is said to have lost, are former ones. */
  #absorb(kept: Contact, gone: Contact, before: NamedPerson, at: number): Contact {
    for (const key of IDS) {
      const old = gone[key];
      if (old === undefined || (old !== before[key] && !differ(kept[key], old))) continue;
      if (old !== kept[key]) this.former.add(kept.id, old, at);
      gone[key] = undefined;
    }
    return this.#join(kept, gone);
  }

  #join(kept: Contact, gone: Contact): Contact {
    this.joined.set(gone.id, kept.id);
    this.#byId.delete(gone.id);
    this.#changed.delete(gone);
    this.former.hand(gone.id, kept.id);
    if (gone.movedAt !== undefined) kept.movedAt = Math.max(kept.movedAt ?? gone.movedAt, gone.movedAt);
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
