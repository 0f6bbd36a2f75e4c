import { ForbiddenError, InvalidInputError } from '../../common/errors';
import { isMetaId } from '../../common/meta-id';
import { contactIdentifier } from '../../events/people';
import type { EventFilter, EventKind as LogKind, StoredEvent } from '../../events/types';
import type { Caller } from '../caller';
import { MessageDeliveryStatus } from '../messages/message-enums';
import { goes, kindsGoing } from './event-direction';
import type { EventFilterInput } from './event-filter-input';
import { EVENT_MAPPINGS, kindOf, mappingsFor, UNKNOWN_KIND } from './event-types';
import { messageEchoed } from './message-echoed';

/** Which events a reader gets. */
export interface EventSelection {
  /** What the log itself can tell apart. */
  filter: EventFilter;
  /** What is left to be tested on each event; absent when the filter says it all. */
  test?: (event: StoredEvent) => boolean;
}

const NOT_REPORTED: ReadonlySet<string> = new Set([
  MessageDeliveryStatus.ACCEPTED,
  MessageDeliveryStatus.RECEIVED,
  MessageDeliveryStatus.UNRECOGNIZED,
]);

/**
 * What a filter selects for a caller.
 *
 * @param kinds the only kinds that the field can deliver, where it is not all
 * @throws InvalidInputError, ForbiddenError
 */
export function selectEvents(
  caller: Caller,
  input: EventFilterInput | null | undefined,
  kinds?: readonly string[],
): EventSelection {
  const given = checked(input ?? {});
  const accountIds = accountsFor(caller, given.accountIds);
  const ofField = common('kinds', given.kinds, kinds);
  const wantedKinds = common('directions', given.directions && kindsGoing(given.directions), ofField);
  const byKind = wantedKinds && logFilterOf(wantedKinds);
  const byType = typesOf(given, wantedKinds);
  const logKinds = common(restrictsKinds(given), byType?.kinds, byKind?.kinds);
  const fields = common('fields', given.fields, byKind?.fields);
  const isExact = !wantedKinds || !byKind || byKind.isExact;
  const ofDirection = given.directions && wantedKinds && goes(given.directions, wantedKinds);
  return {
    filter: {
      ...(accountIds && { accountIds }),
      ...(given.phoneNumberIds && { phoneNumberIds: given.phoneNumberIds }),
      ...(given.contacts && { contacts: given.contacts.map(contactIdentifier) }),
      ...(logKinds && { kinds: logKinds }),
      ...(fields && { fields }),
      ...(byType && { types: byType.types }),
      ...(given.messageIds && { messageIds: given.messageIds }),
    },
    ...(!isExact && { test: both(isOneOf(wantedKinds), ofDirection) }),
  };
}

type Lists = { [K in keyof EventFilterInput]?: string[] };

/** The list to name when message types or statuses are of other kinds than the rest asks for. */
function restrictsKinds({ kinds, directions }: Lists): string {
  if (kinds) return 'kinds';
  return directions ? 'directions' : 'filter';
}

function both<T>(one: (item: T) => boolean, other: ((item: T) => boolean) | undefined): (item: T) => boolean {
  return other ? (item) => one(item) && other(item) : one;
}

/** The lists that were given. */
function checked(input: EventFilterInput): Lists {
  const lists: Lists = {};
  for (const name of Object.keys(input) as (keyof EventFilterInput)[]) {
    const values = input[name] ?? undefined;
    if (values === undefined) continue;
    if (values.length === 0) {
      throw new InvalidInputError(
        `filter.${name}`,
        'is empty: no event can match',
        'Leave it out to not restrict.',
      );
    }
    const fault = values.map((value) => faultOf(name, value)).find((found) => found !== undefined);
    if (fault) throw new InvalidInputError(`filter.${name}`, `${fault}: no event can match`, 'Take it out.');
    lists[name] = values;
  }
  return lists;
}

/** What is wrong with a value that no event can have. */
function faultOf(name: keyof EventFilterInput, value: string): string | undefined {
  if (value.trim() === '') return 'has an empty text';
  const isOfMeta = name === 'accountIds' || name === 'phoneNumberIds';
  return isOfMeta && !isMetaId(value)
    ? "has an id that is none of Meta's (those are digits only)"
    : undefined;
}

function accountsFor({ accounts }: Caller, wanted: string[] | undefined): string[] | undefined {
  if (!accounts) return wanted;
  const allowed = wanted ? wanted.filter((id) => accounts.has(id)) : [...accounts];
  if (allowed.length > 0) return allowed;
  throw new ForbiddenError('The accounts of the filter are outside those this API key is confined to.');
}

/** What is in both lists, where both restrict. */
function common<T extends string>(
  field: string,
  one: readonly T[] | undefined,
  other: readonly T[] | undefined,
): T[] | undefined {
  const shared = one && other ? one.filter((value) => other.includes(value)) : (one ?? other);
  if (shared === undefined || shared.length > 0) return shared && [...shared];
  const name = field === 'filter' ? field : `filter.${field}`;
  const fix = 'Leave one of the restrictions out, or subscribe to `events`.';
  throw new InvalidInputError(name, 'rules out every event that the rest of the request asks for', fix);
}

/** The log's kinds and fields that GraphQL kinds stand for, and whether they say exactly that. */
function logFilterOf(kinds: readonly string[]): { kinds: LogKind[]; fields?: string[]; isExact: boolean } {
  const wanted = EVENT_MAPPINGS.filter(({ kind }) => kinds.includes(kind));
  const logKinds = new Set(wanted.map(({ logKind }) => logKind));
  if (kinds.includes(UNKNOWN_KIND)) {
    // Messages and statuses are always known. Of any field a change may be unknown, if only for its shape.
    logKinds.add('change');
    return { kinds: [...logKinds], isExact: false };
  }
  const fields = [...new Set(wanted.flatMap((mapping) => mapping.fields))];
  const isExact = [...logKinds].every((logKind) =>
    fields.every((field) => {
      const [only, ...others] = mappingsFor(logKind, field);
      return only !== undefined && others.length === 0 && !only.fits && kinds.includes(only.kind);
    }),
  );
  return { kinds: [...logKinds], fields, isExact };
}

function isOneOf(kinds: readonly string[]): (event: StoredEvent) => boolean {
  const wanted = new Set(kinds);
  return (event) => wanted.has(kindOf(event));
}

/** Message types restrict to messages and echoes, statuses to statuses; both together let either through. */
function typesOf(
  { messageTypes, statuses }: Lists,
  wantedKinds: readonly string[] | undefined,
): { kinds: LogKind[]; types: string[] } | undefined {
  if (!messageTypes && !statuses) return undefined;
  for (const status of statuses ?? []) {
    if (NOT_REPORTED.has(status)) {
      const fix = 'Ask for the statuses that Meta reports: `SENT`, `DELIVERED`, `READ`, `FAILED`, …';
      throw new InvalidInputError('filter.statuses', `has ${status}, which no event says`, fix);
    }
  }
  const kinds: LogKind[] = [];
  if (messageTypes) kinds.push('message');
  // Echoes are changes to the log. No other change has a message's type.
  if (messageTypes && (wantedKinds?.includes(messageEchoed.kind) ?? true)) kinds.push('change');
  if (statuses) kinds.push('status');
  return {
    kinds,
    types: [...(messageTypes ?? []), ...(statuses ?? [])].map((type) => type.toLowerCase()),
  };
}
