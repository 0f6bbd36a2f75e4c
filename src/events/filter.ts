import type { EventFilter, NewEvent } from './types';

/** Phone numbers compare by their digits: `+1 (650) 555-1234` is WhatsApp's `16505551234`. */
export function contactIdentifier(text: string): string {
  return /^\+?[\d\s().-]+$/.test(text) ? text.replace(/\D/g, '') : text;
}

/** The filter as a test of single events, for reading from memory. Says the same as the log's own filter. */
export function compileFilter(filter: EventFilter | undefined): (event: NewEvent) => boolean {
  const tests: ((event: NewEvent) => boolean)[] = [];
  const anyOf = (values: readonly string[] | undefined, of: (event: NewEvent) => string | undefined) => {
    if (!values) return;
    const wanted = new Set(values);
    tests.push((event) => {
      const value = of(event);
      return value !== undefined && wanted.has(value);
    });
  };
  if (filter) {
    anyOf(filter.messageIds, (event) => event.messageId);
    if (filter.contacts) tests.push(isAbout(new Set(filter.contacts.map(contactIdentifier))));
    anyOf(filter.phoneNumberIds, (event) => event.phoneNumberId);
    anyOf(filter.accountIds, (event) => event.accountId);
    anyOf(filter.types, (event) => event.type);
    anyOf(filter.fields, (event) => event.field);
    anyOf(filter.kinds, (event) => event.kind);
  }
  return (event) => tests.every((test) => test(event));
}

function isAbout(wanted: Set<string>): (event: NewEvent) => boolean {
  return ({ person }) =>
    person !== undefined &&
    [person.userId, person.parentUserId, person.waId].some((id) => id !== undefined && wanted.has(id));
}
