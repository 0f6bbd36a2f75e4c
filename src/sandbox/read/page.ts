import { type FieldSelection, printFields } from '../fields/selection';
import { invalidParameter } from '../graph-error';
import type { CallContext } from '../model/call-context';
import type { Arguments, BoundEdge, GraphNode } from '../model/kind';
import { textOf, wordsOf } from './arguments';
import { decodeCursor, encodeCursor } from './cursor';
import { filtered, sorted } from './filtering';

const DEFAULT_LIMIT = 25;
const MAXIMUM_LIMIT = 100;

/** One page of an edge, and what stands beside its `data`. */
export interface Page {
  readonly members: readonly GraphNode[];
  readonly paging?: Record<string, unknown>;
  readonly summary?: Record<string, unknown>;
}

export interface EdgeRead {
  readonly nodeId: string;
  readonly name: string;
  readonly edge: BoundEdge;
  readonly args: Arguments;
  /** What is read of each member, for the URLs of the neighbouring pages. */
  readonly selection: readonly FieldSelection[] | undefined;
}

function limitOf({ args, edge }: EdgeRead): number {
  const text = textOf(args, 'limit');
  if (text === undefined) return DEFAULT_LIMIT;
  if (!/^\d+$/.test(text)) throw invalidParameter(`Param limit must be an integer`);
  const maximum = edge.spec.maximumLimit ?? MAXIMUM_LIMIT;
  const limit = Number(text);
  if (limit < 1) throw invalidParameter('Param limit must be greater than or equal to 1');
  // Meta answers fewer than it was asked for rather than complain.
  return Math.min(limit, maximum);
}

/** The members from `start` to `end` of the whole list that the cursors ask for. */
function boundsOf(read: EdgeRead, all: readonly GraphNode[], limit: number, version: string) {
  const position = (cursor: string): { index: number; gone: boolean } => {
    const ordinal = decodeCursor(cursor, read.nodeId, read.name, version);
    const index = all.findIndex((member) => member.ordinal === ordinal);
    if (index >= 0) return { index, gone: false };
    const next = all.findIndex((member) => member.ordinal > ordinal);
    return { index: next < 0 ? all.length : next, gone: true };
  };
  const after = textOf(read.args, 'after');
  const before = textOf(read.args, 'before');
  if (after !== undefined) {
    const { index, gone } = position(after);
    const start = gone ? index : index + 1;
    return { start, end: Math.min(start + limit, all.length) };
  }
  if (before !== undefined) {
    const { index } = position(before);
    return { start: Math.max(0, index - limit), end: index };
  }
  return { start: 0, end: Math.min(limit, all.length) };
}

function neighbour(
  read: EdgeRead,
  context: CallContext,
  limit: number,
  cursor: Record<string, string>,
): string {
  const url = new URL(`${context.origin}/${context.version}/${read.nodeId}/${read.name}`);
  const { after: _after, before: _before, limit: _limit, fields: _fields, ...filters } = read.args;
  url.searchParams.set('access_token', context.accessToken);
  if (read.selection !== undefined) url.searchParams.set('fields', printFields(read.selection));
  for (const [name, value] of Object.entries(filters)) {
    if (name === 'access_token') continue;
    url.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  url.searchParams.set('limit', String(limit));
  for (const [name, value] of Object.entries(cursor)) url.searchParams.set(name, value);
  return url.href;
}

function summaryOf({ args, edge }: EdgeRead, total: number, context: CallContext) {
  const wanted = wordsOf(args, 'summary')?.flatMap((word) => word.split(','));
  if (wanted === undefined || wanted.includes('false')) return undefined;
  const known: Record<string, unknown> = { total_count: total, ...edge.summary(context) };
  if (wanted.includes('true') || wanted.includes('1')) return known;
  return Object.fromEntries(
    wanted.map((name) => {
      if (!Object.hasOwn(known, name)) throw invalidParameter(`Summary field '${name}' is not supported`);
      return [name, known[name]];
    }),
  );
}

/** Reads one page of an edge. */
export function readPage(read: EdgeRead, context: CallContext): Page {
  const { nodeId, name, edge, args } = read;
  const all = sorted(filtered(edge.members(context, args), args, context), args, context);
  if (edge.spec.paged === false) return { members: all };
  const limit = limitOf(read);
  const { start, end } = boundsOf(read, all, limit, context.version);
  const members = all.slice(start, end);
  const summary = summaryOf(read, all.length, context);
  const [first, last] = [members[0], members.at(-1)];
  if (first === undefined || last === undefined) return { members, ...(summary && { summary }) };
  const before = encodeCursor(nodeId, name, first.ordinal);
  const after = encodeCursor(nodeId, name, last.ordinal);
  return {
    members,
    paging: {
      cursors: { before, after },
      ...(start > 0 && { previous: neighbour(read, context, limit, { before }) }),
      ...(end < all.length && { next: neighbour(read, context, limit, { after }) }),
    },
    ...(summary && { summary }),
  };
}
