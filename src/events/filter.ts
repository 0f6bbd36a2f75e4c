import { alsoNamed } from './identifiers';
import { contactIdentifier } from './people';
import { storedId } from './stored-id';
import type { EventFilter, NewEvent } from './types';

/** How the log has somebody whom a filter names. */
export function contactStoredAs(text: string): string {
  return storedId(contactIdentifier(text));
}

/** The filter as a test of single events, for reading from memory. Says the same as the log's own filter. */
export function compileFilter(filter: EventFilter | undefined): (event: NewEvent) => boolean {
  const tests: ((event: NewEvent) => boolean)[] = [];
  const anyOf = (values: readonly string[] | undefined, of: (event: NewEvent) => string | undefined) => {
    if (!values) return;
    const wanted = new Set(values.map(storedId));
    tests.push((event) => {
      const value = of(event);
      return value !== undefined && wanted.has(value);
    });
  };
  if (filter) {
    anyOf(filter.messageIds, (event) => event.messageId);
    if (filter.contacts) tests.push(isAbout(new Set(filter.contacts.map(contactStoredAs))));
    anyOf(filter.phoneNumberIds, (event) => event.phoneNumberId);
    anyOf(filter.accountIds, (event) => event.accountId);
    anyOf(filter.types, (event) => event.type);
    anyOf(filter.fields, (event) => event.field);
    anyOf(filter.kinds, (event) => event.kind);
  }
  return (event) => tests.every((test) => test(event));
}

/** What a filter's `contacts` may name an event by: old and new identifiers, of everybody it names. */
export function contactsOf(event: NewEvent): (string | undefined)[] {
  const { userId, parentUserId, waId } = event.person ?? {};
  return [userId, parentUserId, waId, ...alsoNamed(event)];
}

function isAbout(wanted: ReadonlySet<string>): (event: NewEvent) => boolean {
  return (event) => contactsOf(event).some((id) => id !== undefined && wanted.has(id));
}
