import { objectOf, objectsOf } from '../../src/common/json';
import { GraphClient } from '../../src/graph/client';
import { addAsk, type Expansion } from '../../src/graph/expansion';
import { NodeReader } from '../../src/graph/reader';
import { type DoubleAnswer, GraphDouble, metaError, type SeenRequest } from '../support/graph-double';

let double: GraphDouble;
let client: GraphClient;
let answer: (request: SeenRequest) => DoubleAnswer;

beforeEach(async () => {
  double = await GraphDouble.start((request) => answer(request));
  client = new GraphClient({ baseUrl: double.url, version: 'v23.0' });
});
afterEach(async () => {
  await client.close();
  await double.stop();
});

const reader = () => new NodeReader((call) => client.call({ ...call, token: 'EAAtest' }));
const name = (): Expansion => {
  const asked: Expansion = new Map();
  addAsk(asked, 'name');
  return asked;
};

describe('reading what Graph gives little of at a time', () => {
  const tooMuch = () =>
    metaError(1, "Please reduce the amount of data you're asking for, then retry your request", {}, 500);

  it('asks for a long page in many parts, and goes on calling', async () => {
    answer = (request) => {
      const fields = request.query.get('fields') ?? '';
      const limit = Number(/limit\((\d+)\)/.exec(fields)?.[1] ?? 0);
      if (limit > 3) return tooMuch();
      const start = Number(/after\((\d+)\)/.exec(fields)?.[1] ?? 0);
      const data = Array.from({ length: limit }, (_, index) => ({ id: String(start + index + 1) }));
      const paging = { cursors: { before: data[0]?.id, after: data.at(-1)?.id }, next: 'https://…' };
      return {
        body: {
          id: '1',
          ...(fields.includes('name') && { name: 'n' }),
          ...(limit > 0 && { templates: { data, paging } }),
        },
      };
    };
    const asked: Expansion = name();
    addAsk(asked, 'templates', '.limit(36)', new Map());
    const [result] = await reader().read(['1'], asked);
    if (!result || result instanceof Error) throw result ?? new Error('nothing');
    expect(result.name).toBe('n');
    expect(objectsOf(objectOf(result['templates.limit(36)']).data)).toHaveLength(36);
    expect(client.circuitState).toBe('CLOSED');
  });

  it('asks for a long page before a cursor in many parts, too', async () => {
    answer = ({ query }) => {
      const fields = query.get('fields') ?? '';
      const limit = Number(/limit\((\d+)\)/.exec(fields)?.[1]);
      if (limit > 3) return tooMuch();
      const end = Number(/before\((\d+)\)/.exec(fields)?.[1]);
      const start = Math.max(1, end - limit);
      const data = Array.from({ length: end - start }, (_, index) => ({ id: String(start + index) }));
      const paging = {
        cursors: { before: data[0]?.id, after: data.at(-1)?.id },
        next: 'https://…',
        ...(start > 1 && { previous: 'https://…' }),
      };
      return { body: { id: '1', templates: { data, paging } } };
    };
    const asked: Expansion = new Map();
    addAsk(asked, 'templates', '.limit(8).before(10)', new Map());
    const [result] = await reader().read(['1'], asked);
    if (!result || result instanceof Error) throw result ?? new Error('nothing');
    const page = objectOf(result['templates.limit(8).before(10)']);
    expect(objectsOf(page.data).map(({ id }) => Number(id))).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    expect(page.paging).toMatchObject({
      cursors: { before: '2', after: '9' },
      next: 'https://…',
      previous: 'https://…',
    });
  });

  it('asks for fewer fields of each item where a page has but one', async () => {
    answer = ({ query }) => {
      const fields = query.get('fields') ?? '';
      if (/limit\([^1]\)/.test(fields) || (fields.includes('name') && fields.includes('components')))
        return tooMuch();
      const item = { id: '7', ...(fields.includes('name') ? { name: 'n' } : { components: [] }) };
      return { body: { id: '1', templates: { data: [item] } } };
    };
    const asked: Expansion = new Map();
    const fields = name();
    addAsk(fields, 'components');
    addAsk(asked, 'templates', '.limit(2)', fields);
    const [result] = await reader().read(['1'], asked);
    if (!result || result instanceof Error) throw result ?? new Error('nothing');
    expect(objectOf(result['templates.limit(2)']).data).toEqual([{ id: '7', name: 'n', components: [] }]);
  });

  it('says why a page was refused that it asked for in parts', async () => {
    answer = ({ query }) => {
      const limit = /limit\((\d)\)/.exec(query.get('fields') ?? '')?.[1];
      if (limit === '4') return tooMuch();
      return limit ? metaError(200, '(#200) Requires permission', {}, 403) : { body: { id: '1' } };
    };
    const asked: Expansion = new Map();
    addAsk(asked, 'templates', '.limit(4)', new Map());
    const [result] = await reader().read(['1'], asked);
    expect(result).toMatchObject({ meta: { code: 200 } });
  });

  it.each([413, 414, 431])(
    'asks in parts what is too long for one address (%i), and goes on calling',
    async (status) => {
      answer = ({ query }) => {
        const fields = query.get('fields') ?? '';
        if (fields.length > 11) return { status, body: '<html>too long</html>' };
        const node = (id: string) => ({
          id,
          ...Object.fromEntries(fields.split(',').map((field) => [field, `${field} of ${id}`])),
        });
        return { body: { 1: { ...node('1'), id: '1' }, 2: { ...node('2'), id: '2' } } };
      };
      const asked: Expansion = new Map();
      const names = Array.from({ length: 20 }, (_, index) => `field_${index}`);
      for (const field of names) addAsk(asked, field);
      const results = await reader().read(['1', '2'], asked);
      expect(results).toEqual(
        ['1', '2'].map((id) => ({
          id,
          ...Object.fromEntries(names.map((field) => [field, `${field} of ${id}`])),
        })),
      );
      expect(client.circuitState).toBe('CLOSED');
    },
  );

  it('asks for many nodes a few at a time, and goes on calling', async () => {
    answer = ({ query }) => {
      const asked = query.get('ids')?.split(',') ?? [];
      return asked.length > 5 ? tooMuch() : { body: Object.fromEntries(asked.map((id) => [id, { id }])) };
    };
    const ids = Array.from({ length: 50 }, (_, index) => String(index + 1));
    const results = await reader().read(ids, name());
    expect(results).toEqual(ids.map((id) => ({ id })));
    expect(client.circuitState).toBe('CLOSED');
  });
});
