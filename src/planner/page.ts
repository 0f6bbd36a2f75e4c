import { InvalidInputError } from '../common/errors';
import { type JsonObject, objectOf, objectsOf, textOf } from '../common/json';
import { type EdgeArguments, suffixOf } from '../graph/expansion';
import type { FieldArguments } from './declare';

/** Items on a page when neither `first` nor `last` is given; Graph's own default. */
export const DEFAULT_PAGE = 25;
/** Items on a page at most; what Graph's edges typically allow. */
export const MAX_PAGE = 100;

/**
 * Where an item stands in a Graph edge. Graph gives cursors only for the two ends of a page, so an item is found
 * from either end: its successors are what follows `behind` less `behindSkip` items, its predecessors what
 * precedes `ahead` less `aheadSkip` items. An empty cursor is the edge's start.
 */
type Place = readonly [behind: string, behindSkip: number, ahead: string, aheadSkip: number];

/**
 * The characters of Graph's cursors. Cursors are written into `fields`, where other characters could change the
 * request.
 */
const GRAPH_CURSOR = /^[\w+/=%.:~-]*$/;

function encodePlace(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function decodePlace(text: string, argument: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    const [behind, behindSkip, ahead, aheadSkip]: unknown[] = Array.isArray(place) ? place : [];
    const isSkip = (value: unknown): value is number =>
      Number.isInteger(value) && Number(value) >= 0 && Number(value) < MAX_PAGE;
    const isCursor = (value: unknown): value is string =>
      typeof value === 'string' && GRAPH_CURSOR.test(value);
    if (isCursor(behind) && isSkip(behindSkip) && isCursor(ahead) && isSkip(aheadSkip)) {
      return [behind, behindSkip, ahead, aheadSkip];
    }
  } catch {
    // Falls through to the one error below.
  }
  throw new InvalidInputError(
    argument,
    'is not a cursor of this list',
    'Give `pageInfo.endCursor`, `pageInfo.startCursor` or an edge `cursor` of an earlier answer, unchanged.',
  );
}

/** A page as Graph is asked for it, and what of Graph's answer is beyond it. */
interface PageRequest {
  count: number;
  backward: boolean;
  /** Graph's cursor to start from; empty: the edge's start. */
  cursor: string;
  /** Items nearest to the cursor that belong to other pages. */
  skip: number;
}

const isGiven = (value: unknown) => value !== undefined && value !== null;

function pageRequestOf({ first, last, after, before }: FieldArguments): PageRequest {
  if (isGiven(first) && isGiven(last)) {
    throw new InvalidInputError(
      'last',
      'cannot go with `first`',
      'Give `first` to read forward or `last` to read backward.',
    );
  }
  if (isGiven(after) && isGiven(before)) {
    throw new InvalidInputError('before', 'cannot go with `after`', 'Give only one of the two cursors.');
  }
  if (isGiven(last) && !isGiven(before)) {
    throw new InvalidInputError(
      'last',
      'needs `before`: lists of the Graph API have no known end to count from',
      'Give `before` a cursor, or read forward with `first`.',
    );
  }
  if (isGiven(before) && !isGiven(last)) {
    throw new InvalidInputError(
      'before',
      'needs `last`',
      'Say with `last` how many items before the cursor to read.',
    );
  }
  const backward = isGiven(last);
  const count = Number((backward ? last : first) ?? DEFAULT_PAGE);
  if (count < 1 || count > MAX_PAGE) {
    throw new InvalidInputError(
      backward ? 'last' : 'first',
      `is ${count}`,
      `Give a number from 1 to ${MAX_PAGE}.`,
    );
  }
  if (backward) {
    const [, , cursor, skip] = decodePlace(String(before), 'before');
    return { count, backward, cursor, skip };
  }
  if (!isGiven(after)) return { count, backward, cursor: '', skip: 0 };
  const [cursor, skip] = decodePlace(String(after), 'after');
  return { count, backward, cursor, skip };
}

/** The dot arguments that fetch a page: `.limit(10).after(X)`. */
export function pageSuffixOf(args: FieldArguments): string {
  const { count, backward, cursor, skip } = pageRequestOf(args);
  const limit = String(Math.min(MAX_PAGE, count + skip));
  const page: EdgeArguments = backward
    ? { limit, before: cursor || undefined }
    : { limit, after: cursor || undefined };
  return suffixOf(page);
}

/** One page of an edge as Graph answered it, in the shape of a Relay connection. */
export class GraphConnection {
  readonly nodes: JsonObject[];
  private readonly request: PageRequest;
  private readonly all: JsonObject[];
  private readonly from: number;
  private readonly paging: JsonObject;

  constructor(answer: JsonObject, args: FieldArguments) {
    this.request = pageRequestOf(args);
    const { count, backward, skip } = this.request;
    this.all = objectsOf(answer.data);
    this.paging = objectOf(answer.paging);
    const to = backward ? Math.max(0, this.all.length - skip) : Math.min(this.all.length, skip + count);
    this.from = backward ? Math.max(0, to - count) : Math.min(skip, to);
    this.nodes = this.all.slice(this.from, to);
  }

  get edges(): { cursor: string; node: JsonObject }[] {
    return this.nodes.map((node, index) => ({ node, cursor: this.cursorAt(index) }));
  }

  get pageInfo() {
    const { backward, cursor, skip } = this.request;
    if (this.nodes.length === 0) return this.emptyPageInfo();
    const beyond = this.from + this.nodes.length < this.all.length;
    return {
      hasNextPage: backward || beyond || this.paging.next !== undefined,
      hasPreviousPage:
        this.from > 0 || this.paging.previous !== undefined || (!backward && (cursor !== '' || skip > 0)),
      startCursor: this.cursorAt(0),
      endCursor: this.cursorAt(this.nodes.length - 1),
    };
  }

  /**
   * Graph answers pages without items that others follow: a page's length counts what the token may not see, too. Reading
   * goes on from the ends of such a page; where it has none there is no way on, and nothing is said to be there.
   */
  private emptyPageInfo() {
    const { backward, cursor, skip } = this.request;
    const cursors = objectOf(this.paging.cursors);
    const before = this.paging.previous === undefined ? undefined : textOf(cursors.before);
    const after = this.paging.next === undefined ? undefined : textOf(cursors.after);
    // Items of other pages that were not on this one are on those that come now.
    const left = skip - this.all.length;
    return {
      hasNextPage: backward || after !== undefined,
      hasPreviousPage: before !== undefined || (!backward && (cursor !== '' || skip > 0)),
      startCursor: before === undefined ? null : encodePlace([before, 0, before, backward ? left : 0]),
      endCursor: after === undefined ? null : encodePlace([after, backward ? 0 : left, after, 0]),
    };
  }

  private cursorAt(index: number): string {
    const cursors = objectOf(this.paging.cursors);
    const first = textOf(cursors.before);
    const last = textOf(cursors.after);
    const place = this.from + index;
    const rest = this.all.length - 1 - place;
    // The last item's own cursor spares the next page from being read with a longer one.
    if (last !== undefined && rest === 0)
      return encodePlace([last, 0, place === 0 ? (first ?? last) : last, 0]);
    if (last !== undefined && first !== undefined)
      return encodePlace([first, place, place === 0 ? first : last, place === 0 ? 0 : rest]);
    // Edges that answer without cursors have one page; what precedes an item is then counted from the start.
    return encodePlace([this.request.cursor, place + 1, '', 0]);
  }
}
