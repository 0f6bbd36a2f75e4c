import { GraphClient } from '../../src/graph/client';
import { DecodedAnswers } from '../../src/graph/decoded-answers';
import { addAsk, type Expansion } from '../../src/graph/expansion';
import { NodeReader } from '../../src/graph/reader';
import { GraphDouble, metaError, type SeenRequest } from '../support/graph-double';

const text = (size: number, fill = 'x') => Buffer.from(fill.repeat(size));

describe('decoded answers', () => {
  it('are found by question and bytes, both', () => {
    const answers = new DecodedAnswers();
    const answer = { id: '1' };
    answers.keep('a', text(2_000), answer);
    expect(answers.find('a', text(2_000))).toBe(answer);
    expect(answers.find('b', text(2_000))).toBeUndefined();
    expect(answers.find('a', text(2_000, 'y'))).toBeUndefined();
    const newer = { id: '2' };
    answers.keep('a', text(2_000, 'y'), newer);
    expect(answers.find('a', text(2_000))).toBeUndefined();
    expect(answers.find('a', text(2_000, 'y'))).toBe(newer);
  });

  it('are forgotten beyond the bound, those first that were not asked for the longest', () => {
    const answers = new DecodedAnswers(6_000);
    for (const question of ['a', 'b', 'c']) answers.keep(question, text(2_000), { id: question });
    answers.find('a', text(2_000));
    answers.keep('d', text(2_000), { id: 'd' });
    const kept = ['a', 'b', 'c', 'd'].filter((question) => answers.find(question, text(2_000)));
    expect(kept).toEqual(['a', 'c', 'd']);
  });

  it('are not kept where that is not worth it', () => {
    const answers = new DecodedAnswers();
    answers.keep('small', text(100), { id: '1' });
    answers.keep('large', text(1024 * 1024), { id: '1' });
    expect(answers.find('small', text(100))).toBeUndefined();
    expect(answers.find('large', text(1024 * 1024))).toBeUndefined();
  });
});

describe('reading what came before', () => {
  const about = 'a'.repeat(2_000);
  let double: GraphDouble;
  let client: GraphClient;
  let answer: (request: SeenRequest) => ReturnType<typeof metaError>;

  beforeAll(async () => {
    double = await GraphDouble.start((request) => answer(request));
    client = new GraphClient({ baseUrl: double.url, version: 'v23.0' });
  });
  afterAll(async () => {
    await client.close();
    await double.stop();
  });

  const read = async (expansion: Expansion) => {
    const reader = new NodeReader((call) => client.call({ ...call, token: 'EAAtest' }));
    const [node] = await reader.read(['1'], expansion);
    return node;
  };

  it('gives the same node while Meta answers the same, and a new one when it does not', async () => {
    const fields: Expansion = new Map();
    addAsk(fields, 'about');
    addAsk(fields, 'status');
    answer = () => ({ body: { id: '1', about, status: 'OLD' } });
    const first = await read(fields);
    expect(await read(fields)).toBe(first);
    answer = () => ({ body: { id: '1', about, status: 'NEW' } });
    expect(await read(fields)).toMatchObject({ status: 'NEW' });
    expect(first).toMatchObject({ status: 'OLD' });
  });

  it('never gives a node again that was put together from several answers', async () => {
    const fields: Expansion = new Map();
    addAsk(fields, 'about');
    addAsk(fields, 'edge', '.limit(1)', new Map());
    addAsk(fields, 'edge', '.limit(2)', new Map());
    let round = 0;
    // Only the second of the two requests answers differently each time.
    answer = ({ query }) => ({
      body: query.get('fields')?.includes('limit(2)')
        ? { id: '1', edge: { data: [{ id: `${++round}` }] } }
        : { id: '1', about, edge: { data: [{ id: '0' }] } },
    });
    await read(fields);
    expect(await read(fields)).toMatchObject({
      'edge.limit(1)': { data: [{ id: '0' }] },
      'edge.limit(2)': { data: [{ id: '2' }] },
    });
  });

  it('gives a field again that was refused before', async () => {
    const fields: Expansion = new Map();
    addAsk(fields, 'about');
    addAsk(fields, 'country');
    const refusal = metaError(100, '(#100) Tried accessing nonexistent field (country) on node type (X)');
    answer = ({ query }) =>
      query.get('fields')?.includes('country') ? refusal : { body: { id: '1', about } };
    await read(fields);
    answer = () => ({ body: { id: '1', about, country: 'SG' } });
    expect(await read(fields)).toMatchObject({ country: 'SG' });
  });
});
