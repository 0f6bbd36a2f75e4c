import { InvalidInputError } from '../../common/errors';
import { InvalidCursorError } from '../../events/cursor';
import type { EventLog } from '../../events/types';
import type { Page, PageRequest } from '../../history/types';
import { DEFAULT_PAGE, MAX_PAGE } from '../../planner/page';
import type { Connection, PageArgs } from '../graphql/connection';

/**
 * Which page the arguments of a list ask for.
 *
 * @throws InvalidInputError
 */
export function pageRequestOf(args: PageArgs): PageRequest {
  // A client may also give null for "not given".
  const first = args.first ?? undefined;
  const last = args.last ?? undefined;
  const after = args.after ?? undefined;
  const before = args.before ?? undefined;
  if (first !== undefined && last !== undefined) {
    const fix = 'Give `first` to read forward or `last` to read backward.';
    throw new InvalidInputError('last', 'cannot go with `first`', fix);
  }
  if (after !== undefined && before !== undefined) {
    throw new InvalidInputError('before', 'cannot go with `after`', 'Give only one of the two cursors.');
  }
  if (last === undefined && before !== undefined) {
    const fix = 'Say with `last` how many items before the cursor to read.';
    throw new InvalidInputError('before', 'needs `last`', fix);
  }
  if (last !== undefined && after !== undefined) {
    throw new InvalidInputError('after', 'cannot go with `last`', 'Give `first` to read after a cursor.');
  }
  if (last !== undefined) {
    return { last: checkedCount('last', last), ...(before !== undefined && { before }) };
  }
  return { first: checkedCount('first', first ?? DEFAULT_PAGE), ...(after !== undefined && { after }) };
}

/**
 * The number of items to read.
 *
 * @throws InvalidInputError when it is out of bounds
 */
export function checkedCount(argument: 'first' | 'last', count: number): number {
  if (count >= 1 && count <= MAX_PAGE) return count;
  throw new InvalidInputError(argument, `is ${count}`, `Give a number from 1 to ${MAX_PAGE}.`);
}

/**
 * Reads the page of something stored that the arguments of a list ask for: of message history, webhook requests,
 * broadcasts. They live in the log's own database, so its identity tells their cursors from those of others.
 *
 * @throws InvalidInputError
 */
export async function historyConnection<Stored, Node>(
  { identity }: Pick<EventLog, 'identity'>,
  args: PageArgs,
  read: (page: PageRequest) => Promise<Page<Stored>>,
  nodeOf: (record: Stored) => Node,
): Promise<Connection<Node>> {
  const request = pageRequestOf(args);
  const { after, before } = request;
  const own = {
    ...request,
    ...(after !== undefined && { after: placeIn(identity, 'after', after) }),
    ...(before !== undefined && { before: placeIn(identity, 'before', before) }),
  };
  try {
    return connectionFrom(await read(own), identity, nodeOf);
  } catch (error) {
    if (!(error instanceof InvalidCursorError)) throw error;
    throw unknownCursor(request.last === undefined ? 'after' : 'before', 'is not a cursor of this list');
  }
}

/** A cursor carries the identity of its database, as those of events do; those of before did not. */
const OF_ONE_DATABASE = /^([\w-]{8})\.(.*)$/s;

/** @throws InvalidInputError for a cursor of another database: there it points to something else */
function placeIn(identity: string, argument: 'after' | 'before', cursor: string): string {
  const [, database = identity, place = cursor] = OF_ONE_DATABASE.exec(cursor) ?? [];
  if (database !== identity) throw unknownCursor(argument, 'comes from another database');
  return place;
}

function unknownCursor(argument: 'after' | 'before', problem: string): InvalidInputError {
  const fix =
    'Give `pageInfo.endCursor`, `pageInfo.startCursor` or an edge `cursor` of an earlier answer, unchanged.';
  return new InvalidInputError(argument, problem, fix);
}

function connectionFrom<Stored, Node>(
  page: Page<Stored>,
  identity: string,
  nodeOf: (record: Stored) => Node,
): Connection<Node> {
  const edges = page.items.map(({ cursor, node }) => ({
    cursor: `${identity}.${cursor}`,
    node: nodeOf(node),
  }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
