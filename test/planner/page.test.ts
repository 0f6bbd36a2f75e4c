import fc from 'fast-check';
import { type JsonObject, objectsOf } from '../../src/common/json';
import { GraphConnection, MAX_PAGE, pageSuffixOf } from '../../src/planner/page';

/** A Graph edge of `length` items: its cursors name items, as Graph's do. */
function edge(length: number, suffix: string): JsonObject {
  const number = (name: string) =>
    /\d+/.exec(new RegExp(`\\.${name}\\((\\w+)\\)`).exec(suffix)?.[1] ?? '')?.[0];
  const limit = Number(number('limit'));
  const after = number('after');
  const before = number('before');
  const from =
    before === undefined
      ? after === undefined
        ? 0
        : Number(after) + 1
      : Math.max(0, Number(before) - limit);
  const to = before === undefined ? Math.min(length, from + limit) : Number(before);
  const data = Array.from({ length: Math.max(0, to - from) }, (_, index) => ({ id: String(from + index) }));
  if (data.length === 0) return { data };
  return {
    data,
    paging: {
      cursors: { before: `c${from}`, after: `c${to - 1}` },
      ...(to < length && { next: 'https://graph/next' }),
      ...(from > 0 && { previous: 'https://graph/previous' }),
    },
  };
}

const read = (length: number, args: Record<string, unknown>) =>
  new GraphConnection(edge(length, pageSuffixOf(args)), args);
const idsOf = (page: GraphConnection) => page.nodes.map(({ id }) => Number(id));
const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

describe('pages of a Graph edge', () => {
  it('go through the whole list forward, in pages of any length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }), (length, first) => {
        const seen: number[] = [];
        let after: string | null = null;
        for (let turn = 0; turn <= length; turn += 1) {
          const page: GraphConnection = read(length, { first, after });
          seen.push(...idsOf(page));
          if (!page.pageInfo.hasNextPage) break;
          after = page.pageInfo.endCursor;
        }
        expect(seen).toEqual(range(0, length));
      }),
    );
  });

  it('go on exactly after or before any item, whichever page it was seen on', () => {
    const pages = fc.record({
      length: fc.integer({ min: 1, max: 60 }),
      start: fc.nat(59),
      first: fc.integer({ min: 1, max: 20 }),
      pick: fc.nat(19),
      count: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(pages, ({ length, start, first, pick, count }) => {
        fc.pre(start < length);
        const origin = start === 0 ? null : (read(length, { first: start }).pageInfo.endCursor ?? null);
        const edges = read(length, { first, after: origin }).edges;
        const chosen = edges[pick % Math.max(1, edges.length)];
        fc.pre(chosen !== undefined);
        const place = Number(chosen?.node.id);
        expect(idsOf(read(length, { first: count, after: chosen?.cursor }))).toEqual(
          range(place + 1, Math.min(length, place + 1 + count)),
        );
        expect(idsOf(read(length, { last: count, before: chosen?.cursor }))).toEqual(
          range(Math.max(0, place - count), place),
        );
      }),
    );
  });

  /** An edge of which the token may see some items only: what it may not see counts for the length of a page. */
  const readSparse = (visible: readonly boolean[], args: Record<string, unknown>) => {
    const { data = [], paging } = edge(visible.length, pageSuffixOf(args));
    const seen = objectsOf(data).filter(({ id }) => visible[Number(id)]);
    return new GraphConnection({ data: seen, ...(paging !== undefined && { paging }) }, args);
  };

  it('go through the whole list forward, and back again, though pages in between are empty', () => {
    const runs = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 12 })), { maxLength: 8 });
    fc.assert(
      fc.property(runs, fc.integer({ min: 1, max: 5 }), (lengths, count) => {
        const visible = lengths.flatMap(([isVisible, length]) => Array<boolean>(length).fill(isVisible));
        const expected = range(0, visible.length).filter((id) => visible[id]);
        const forward: number[] = [];
        let page = readSparse(visible, { first: count });
        for (let turn = 0; turn <= visible.length; turn += 1) {
          forward.push(...idsOf(page));
          if (!page.pageInfo.hasNextPage) break;
          expect(page.pageInfo.endCursor).not.toBeNull();
          page = readSparse(visible, { first: count, after: page.pageInfo.endCursor });
        }
        expect(forward).toEqual(expected);
        const backward = idsOf(page);
        for (let turn = 0; turn <= visible.length && page.pageInfo.startCursor !== null; turn += 1) {
          page = readSparse(visible, { last: count, before: page.pageInfo.startCursor });
          backward.unshift(...idsOf(page));
          if (!page.pageInfo.hasPreviousPage) break;
        }
        expect(backward).toEqual(expected);
      }),
    );
  });

  it('pass over what belongs to other pages on the pages that come now', () => {
    const after = read(9, { first: 5 }).edges[1]?.cursor;
    const args = { first: 2, after };
    const paging = { cursors: { before: 'c0', after: 'c0' }, next: 'https://graph/next' };
    const { endCursor } = new GraphConnection({ data: [{ id: '0' }], paging }, args).pageInfo;
    expect(pageSuffixOf(args)).toBe('.limit(3).after(c0)');
    expect(pageSuffixOf({ first: 2, after: endCursor })).toBe('.limit(2).after(c0)');
  });

  it('end where Graph gives no cursor to go on from', () => {
    const paging = { next: 'https://graph/next' };
    expect(new GraphConnection({ data: [], paging }, {}).pageInfo).toMatchObject({
      hasNextPage: false,
      endCursor: null,
    });
  });

  it('tell whether there is more on either side', () => {
    const first = read(5, { first: 2 });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = read(5, { first: 3, after: first.pageInfo.endCursor });
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const back = read(5, { last: 2, before: second.pageInfo.startCursor });
    expect(idsOf(back)).toEqual([0, 1]);
    expect(back.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(read(0, {}).pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });

  it('never ask Graph for more than it gives at once', () => {
    const edges = read(MAX_PAGE, { first: MAX_PAGE }).edges;
    expect(pageSuffixOf({ first: MAX_PAGE, after: edges[50]?.cursor })).toContain(`.limit(${MAX_PAGE})`);
  });
});
