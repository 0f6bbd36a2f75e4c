import type { NamedPerson } from '../events/people';
import type { PersonRef } from '../events/types';
import { CONTACT_IDS, type Contact, type ContactId, ContactIndex, differ } from './contact-index';
import { ContactMentions } from './contact-mentions';
import type { FormerIds } from './former-ids';

/**
 * Decides which contact of a batch a person is, and collects what changes. Identity is the BSUID first and the phone
 * second: what names both joins the contact that is known by the one with the contact that is known by the other. A phone
 * that is known with another BSUID joins nobody, because BSUIDs differ by business portfolio, and because a number may get
 * a new owner. Two contacts whose ids differ become one only where Meta says that somebody moved.
 */
export class ContactBook {
  readonly #index: ContactIndex;
  readonly #changed = new Set<Contact>();
  /** The contacts as the database had them before the batch. */
  readonly #before = new Map<number, Readonly<Contact>>();
  /** What each account said of them. */
  readonly mentions = new ContactMentions();

  constructor(
    contacts: readonly Contact[],
    readonly former: FormerIds,
    private nextId: number,
  ) {
    this.#index = new ContactIndex(former);
    for (const contact of contacts) {
      this.#before.set(contact.id, { ...contact });
      this.#index.add(contact);
    }
  }

  /** Contacts that were joined with another one, and which one that is. */
  get joined(): ReadonlyMap<number, number> {
    return this.#index.joined;
  }

  /** Contacts that are new or different. */
  get changed(): { contact: Contact; hasSameIds: boolean }[] {
    return [...this.#changed].map((contact) => {
      const before = this.#before.get(contact.id);
      const isSame = (key: ContactId | 'movedAt') => before?.[key] === contact[key];
      return { contact, hasSameIds: before !== undefined && CONTACT_IDS.every(isSame) && isSame('movedAt') };
    });
  }

  /** The contact that an id of ours stands for by now. */
  current(id: number): number {
    return this.#index.current(id);
  }

  /** The contact of a person whom an account names; a new one where there is none. Undefined for a person without any id. */
  resolve(person: PersonRef, seenAt: number, accountId: string | undefined): number | undefined {
    if (CONTACT_IDS.every((key) => person[key] === undefined)) return undefined;
    const contact = this.#find(person, seenAt) ?? this.#create(seenAt);
    this.#learn(contact, person, seenAt);
    // Without an account nobody knows who said it.
    if (accountId) this.mentions.add(contact.id, accountId, person, seenAt);
    return contact.id;
  }

  /** Makes two contacts one, since a message showed that they are the same person. Returns whether they are one now. */
  join(first: number, second: number): boolean {
    const one = this.#index.byId(first);
    const other = this.#index.byId(second);
    if (!one || !other) return false;
    if (one === other) return true;
    if (differ(one.userId, other.userId) || differ(one.waId, other.waId)) return false;
    this.#merge(one, other);
    return true;
  }

  /** An account was told that somebody has other ids from a time on. Their former ids still lead to them. */
  move(before: NamedPerson, after: PersonRef, at: number, accountId: string): void {
    const found = this.#find(after, at);
    const known = this.#find(before, at);
    const joined = found && known && found !== known ? this.#absorb(found, known, before, at) : undefined;
    const contact = joined ?? found ?? known ?? this.#create(at);
    this.#settle(contact, before, after, at);
    if (accountId) this.mentions.addMove(contact.id, accountId, before, after, at);
  }

  /** What they had before becomes a former id, and what they have after is theirs, unless a later move says otherwise. */
  #settle(contact: Contact, before: NamedPerson, after: PersonRef, at: number): void {
    const isNewest = at >= (contact.movedAt ?? at);
    for (const key of CONTACT_IDS) {
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

  #take(contact: Contact, key: ContactId, value: string, at: number): void {
    const old = contact[key];
    if (old !== undefined && old !== value) {
      this.former.add(contact.id, old, at);
      contact.movedAt = Math.max(contact.movedAt ?? at, at);
    }
    contact[key] = value;
    this.former.remove(contact.id, value);
  }

  #find({ userId, waId, parentUserId }: NamedPerson, at: number): Contact | undefined {
    const byUserId = this.#index.byUserId(userId);
    // Whoever is named by a former BSUID is named as they were then: the phone may be somebody else's by now.
    const before = byUserId ? undefined : this.#index.byFormerId(userId);
    if (before) return before;
    const byWaId = waId === undefined ? undefined : this.#index.byWaId(waId, userId, at);
    if (byUserId && byWaId && byUserId !== byWaId) return this.#merge(byUserId, byWaId);
    const found = byUserId ?? byWaId;
    if (found || userId !== undefined || waId !== undefined) return found;
    return this.#index.byParentUserId(parentUserId) ?? this.#index.byFormerId(parentUserId);
  }

  #create(seenAt: number): Contact {
    const contact: Contact = { id: this.nextId, seenAt };
    this.nextId += 1;
    this.#index.add(contact);
    this.#changed.add(contact);
    return contact;
  }

  /** Takes over what is new. Where it contradicts what is known, the newer counts. */
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
    for (const key of CONTACT_IDS) {
      const value = person[key];
      if (value === undefined || value === contact[key] || this.#gaveUp(contact, key, value, seenAt))
        continue;
      if (contact[key] !== undefined && !isNewer) continue;
      this.#take(contact, key, value, seenAt);
      isChanged = true;
    }
    contact.seenAt = Math.max(contact.seenAt, seenAt);
    if (isChanged) this.#changed.add(contact);
    this.#index.add(contact);
  }

  /** Whether a mentioned id is one that the contact has given up. A phone is good again when it is mentioned later than that. */
  #gaveUp(contact: Contact, key: ContactId, value: string, at: number): boolean {
    const until = this.former.until(contact.id, value);
    return until !== undefined && (key !== 'waId' || at <= until);
  }

  /** Keeps the contact with a BSUID; where both or neither has one, the older. */
  #merge(one: Contact, other: Contact): Contact {
    const keepsOne =
      (one.userId === undefined) === (other.userId === undefined) ? one.id < other.id : !!one.userId;
    const [kept, gone] = keepsOne ? [one, other] : [other, one];
    return this.#join(kept, gone);
  }

  /** Joins a contact with the one that it became. Ids that differ, or that it is said to have lost, become former ones. */
  #absorb(kept: Contact, gone: Contact, before: NamedPerson, at: number): Contact {
    for (const key of CONTACT_IDS) {
      const old = gone[key];
      if (old === undefined || (old !== before[key] && !differ(kept[key], old))) continue;
      if (old !== kept[key]) this.former.add(kept.id, old, at);
      gone[key] = undefined;
    }
    return this.#join(kept, gone);
  }

  #join(kept: Contact, gone: Contact): Contact {
    this.#index.join(gone, kept);
    this.#changed.delete(gone);
    this.former.hand(gone.id, kept.id);
    if (gone.movedAt !== undefined) kept.movedAt = Math.max(kept.movedAt ?? gone.movedAt, gone.movedAt);
    this.#learn(kept, gone, gone.seenAt);
    this.#changed.add(kept);
    return kept;
  }
}
