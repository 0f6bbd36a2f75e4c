import { InvalidInputError } from '../../common/errors';
import { InvalidCursorError } from '../../events/cursor';
import type { Page, PageRequest } from '../../history/types';
import { DEFAULT_PAGE, MAX_PAGE } from '../../planner/page';
import type { Connection, PageArgs } from '../graphql/connection';

function historyPageOf(args: PageArgs): PageRequest {
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
 * Reads the page of stored history that the arguments of a list ask for.
 *
 * @throws InvalidInputError
 */
export async function historyConnection<Stored, Node>(
  args: PageArgs,
  read: (page: PageRequest) => Promise<Page<Stored>>,
  nodeOf: (record: Stored) => Node,
): Promise<Connection<Node>> {
  const request = historyPageOf(args);
  try {
    return connectionFrom(await read(request), nodeOf);
  } catch (error) {
    if (!(error instanceof InvalidCursorError)) throw error;
    const fix =
      'Give `pageInfo.endCursor`, `pageInfo.startCursor` or an edge `cursor` of an earlier answer, unchanged.';
    throw new InvalidInputError(
      request.last === undefined ? 'after' : 'before',
      'is not a cursor of this list',
      fix,
    );
  }
}

function connectionFrom<Stored, Node>(
  page: Page<Stored>,
  nodeOf: (record: Stored) => Node,
): Connection<Node> {
  const edges = page.items.map(({ cursor, node }) => ({ cursor, node: nodeOf(node) }));
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
