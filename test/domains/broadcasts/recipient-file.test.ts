import fc from 'fast-check';
import {
  type RecipientFileError,
  type RecipientFormat,
  recipientsIn,
} from '../../../src/domains/broadcasts/recipient-file';
import type { Recipient } from '../../../src/outbox/broadcast';

/** The bytes of a text in pieces of these sizes, over and over. */
async function* pieces(text: string | Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function read(
  text: string | Buffer,
  format: RecipientFormat,
  sizes: readonly number[] = [64],
): Promise<Recipient[]> {
  const found: Recipient[] = [];
  for await (const recipient of recipientsIn(pieces(text, sizes), format)) found.push(recipient);
  return found;
}

async function faultsIn(
  text: string | Buffer,
  format: RecipientFormat,
): Promise<RecipientFileError['faults']> {
  try {
    await read(text, format);
  } catch (error) {
    if (error instanceof Error && error.name === 'RecipientFileError')
      return (error as RecipientFileError).faults;
    throw error;
  }
  return [];
}

const parameters = fc.dictionary(
  fc.constantFrom('name', 'code', 'städt', 'with blank'),
  fc.string({ unit: 'binary', maxLength: 30 }),
  { minKeys: 1 },
);
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

describe('a list of recipients', () => {
  it('says the same in whatever pieces it comes, as NDJSON and as CSV', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(parameters, { minLength: 1, maxLength: 8 }),
        sizes,
        async (all, pieceSizes) => {
          const people = all.map((each, index) => ({ to: `+16315550${100 + index}`, parameters: each }));
          const ndjson = people.map((person) => JSON.stringify(person)).join('\n');
          expect(await read(ndjson, 'ndjson', pieceSizes)).toEqual(people);

          const columns = Object.keys(all[0] ?? {});
          const same = people.map(({ to, parameters: given }) => ({
            to,
            parameters: Object.fromEntries(columns.map((name) => [name, given[name] ?? ''])),
          }));
          const rows = same.map(({ to, parameters: given }) =>
            [to, ...columns.map((name) => quoted(given[name] ?? ''))].join(','),
          );
          const csv = [['to', ...columns].join(','), ...rows].join('\n');
          expect(await read(csv, 'csv', pieceSizes)).toEqual(same);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('may name people by their user ids, and leave columns of its own empty', async () => {
    expect(await read('to,recipient,bizOpaqueCallbackData\n,US.1349,a\n+16315550001,,', 'csv')).toEqual(
      [
        { recipient: 'US.1349', bizOpaqueCallbackData: 'a', parameters: {} },
        { to: '+16315550001', parameters: {} },
      ].map(({ parameters: _, ...rest }) => rest),
    );
  });

  it.each<[string, RecipientFormat, string, [number, string][]]>([
    ['nobody', 'ndjson', '{"parameters":{}}', [[1, 'names nobody']]],
    [
      'no JSON',
      'ndjson',
      '\n{"to"\n[]',
      [
        [2, 'is not JSON'],
        [3, 'is not a JSON object'],
      ],
    ],
    ['a key twice', 'ndjson', '{"to":"+16315550001","to":"+16315550002"}', [[1, 'has the key "to" twice']]],
    [
      'a parameter twice',
      'ndjson',
      '{"to":"+16315550001"}\n{"to":"+16315550002","parameters":{"a":"1","b":"2","a":"3"}}',
      [[2, 'has the key "a" twice']],
    ],
    ['an unknown key', 'ndjson', '{"to":"+16315550001","phone":"1"}', [[1, '"phone"']]],
    ['a number that is none', 'ndjson', '{"to":"+16315550001x"}', [[1, 'is not a phone number']]],
    [
      'a parameter that is a list',
      'ndjson',
      '{"to":"+16315550001","parameters":{"a":[]}}',
      [[1, 'parameter a']],
    ],
    ['the same person', 'ndjson', '{"to":"+16315550001"}\n{"to":"1 (631) 555-0001"}', [[2, 'line 1']]],
    ['a long line', 'ndjson', `{"to":"+16315550001"}\n${'x'.repeat(70_000)}`, [[2, '65536']]],
    ['a long row', 'csv', `to,a\n+16315550001,a\n+16315550002,${'x'.repeat(70_000)}`, [[3, '65536']]],
    ['no column for people', 'csv', 'name\nAnn', [[1, 'names no column']]],
    ['a column twice', 'csv', 'to,a,a\n', [[1, '"a" twice']]],
    ['too few values', 'csv', 'to,a\n+16315550001', [[2, 'has 1 values']]],
    ['a quote left open', 'csv', 'to,a\n+16315550001,"x\n+16315550002,y', [[3, 'is not CSV']]],
    ['nothing at all', 'csv', '', [[1, 'empty']]],
    ['a head alone', 'csv', 'to\n', [[1, 'empty']]],
  ])('is told by its line what is wrong with it: %s', async (_what, format, text, expected) => {
    const faults = await faultsIn(text, format);
    expect(faults.map(({ line }) => line)).toEqual(expected.map(([line]) => line));
    for (const [index, [, part]] of expected.entries()) expect(faults[index]?.message).toContain(part);
  });

  it.each<RecipientFormat>(['csv', 'ndjson'])('is not read in another encoding: %s', async (format) => {
    const line = (index: number) =>
      format === 'csv' ? `+1631555000${index},Müller` : `{"to":"+1631555000${index}"}`;
    const good = Buffer.from([format === 'csv' ? 'to,name' : '', line(1), ''].join('\n'));
    const [fault, ...others] = await faultsIn(Buffer.concat([good, Buffer.from('Müller', 'latin1')]), format);
    expect(fault).toMatchObject({ line: 3, message: expect.stringContaining('UTF-8') });
    expect(others).toEqual([]);
    // Of the last letter a byte is missing.
    expect(await faultsIn(Buffer.concat([good, Buffer.from('ü').subarray(0, 1)]), format)).toMatchObject([
      { line: 3 },
    ]);
  });

  it('is read to its end to find every fault, and only the first hundred are told', async () => {
    const lines = Array.from({ length: 250 }, (_, index) =>
      index % 2 === 0 ? 'nobody' : `+1631555${1000 + index}`,
    );
    await expect(read(`to\n${lines.join('\n')}`, 'csv')).rejects.toMatchObject({ count: 125 });
    expect(await faultsIn(`to\n${lines.join('\n')}`, 'csv')).toHaveLength(100);
  });

  it('has an end', async () => {
    const lines = Array.from({ length: 100_001 }, (_, index) => `+1631${String(index).padStart(7, '0')}`);
    await expect(read(`to\n${lines.join('\n')}`, 'csv', [65_536])).rejects.toMatchObject({
      count: 1,
      faults: [{ line: 100_002 }],
    });
  });
});
