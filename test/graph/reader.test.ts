import { type JsonObject, objectOf, objectsOf } from '../../src/common/json';
import { GraphClient } from '../../src/graph/client';
import { GraphApiError } from '../../src/graph/errors';
import { addAsk, type Expansion, ofKind } from '../../src/graph/expansion';
import { faultOf } from '../../src/graph/faults';
import { NodeReader } from '../../src/graph/reader';
import { isNode, type NodeResult } from '../../src/graph/results';
import { type DoubleAnswer, GraphDouble, metaError, type SeenRequest } from '../support/graph-double';

let double: GraphDouble;
let client: GraphClient;
let answer: (request: SeenRequest) => DoubleAnswer;

beforeAll(async () => {
  double = await GraphDouble.start((request) => answer(request));
  client = new GraphClient({ baseUrl: double.url, version: 'v23.0' });
});
afterAll(async () => {
  await client.close();
  await double.stop();
});
beforeEach(() => {
  double.requests.length = 0;
});

const reader = () => new NodeReader((call) => client.call({ ...call, token: 'EAAtest' }));
const expansion = (...names: string[]): Expansion => {
  const target: Expansion = new Map();
  for (const name of names) addAsk(target, name);
  return target;
};
const fieldsOf = (request: SeenRequest) => request.query.get('fields') ?? '';
const node = async (asked: Expansion): Promise<JsonObject> => {
  const [result] = await reader().read(['1'], asked);
  if (!result || result instanceof Error) throw result ?? new Error('nothing');
  return result;
};

describe('reading nodes', () => {
  it('reads one by its path and several by ids', async () => {
    answer = ({ query }) => ({
      body: query.has('ids')
        ? Object.fromEntries((query.get('ids') ?? '').split(',').map((id) => [id, { id, name: `n${id}` }]))
        : { id: '1', name: 'n1' },
    });
    expect(await reader().read(['1'], expansion('name'))).toEqual([{ id: '1', name: 'n1' }]);
    expect(await reader().read(['2', '3'], expansion('name'))).toEqual([
      { id: '2', name: 'n2' },
      { id: '3', name: 'n3' },
    ]);
    expect(double.requests.map(({ path }) => path)).toEqual(['/v23.0/1', '/v23.0/']);
  });

  it('asks for 50 ids at a time', async () => {
    answer = ({ query }) => ({
      body: Object.fromEntries((query.get('ids') ?? '').split(',').map((id) => [id, { id }])),
    });
    const ids = Array.from({ length: 120 }, (_, index) => String(index + 1));
    const results = await reader().read(ids, expansion('name'));
    expect(results.map((result) => (result instanceof Error ? '' : result.id))).toEqual(ids);
    expect(double.requests.map(({ query }) => query.get('ids')?.split(',').length)).toEqual([50, 50, 20]);
  });

  it('does not look for the field at fault where the proof of the app secret is', async () => {
    answer = () => metaError(100, 'Invalid appsecret_proof provided in the API argument');
    const results = await reader().read(['1', '2', '3'], expansion('name', 'currency', 'timezone_id'));
    expect(results).toEqual(Array(3).fill(expect.any(GraphApiError)));
    expect(double.requests).toHaveLength(1);
  });

  it('leaves an unknown id out and reads the others', async () => {
    answer = ({ query, path }) => {
      const ids = query.get('ids')?.split(',') ?? [path.split('/').at(-1) ?? ''];
      if (ids.includes('2')) {
        return metaError(100, "Unsupported get request. Object with ID '2' does not exist", {
          error_subcode: 33,
        });
      }
      return { body: query.has('ids') ? Object.fromEntries(ids.map((id) => [id, { id }])) : { id: ids[0] } };
    };
    const [one, two, three] = await reader().read(['1', '2', '3'], expansion('name'));
    expect(one).toEqual({ id: '1' });
    expect(two).toBeInstanceOf(GraphApiError);
    expect(three).toEqual({ id: '3' });
    expect(double.requests).toHaveLength(2);
  });

  it.each([
    ['names them all', metaError(803, '(#803) Some of the aliases you requested do not exist: 2,803'), 2],
    ['names none', metaError(33, '(#33) This object does not exist or does not support this action'), 7],
  ])('leaves several unknown ids out where Meta %s', async (_how, refusal, requests) => {
    answer = ({ query, path }) => {
      const ids = query.get('ids')?.split(',') ?? [path.split('/').at(-1) ?? ''];
      if (ids.includes('2') || ids.includes('803')) return refusal;
      return { body: query.has('ids') ? Object.fromEntries(ids.map((id) => [id, { id }])) : { id: ids[0] } };
    };
    const [one, two, three, last] = await reader().read(['1', '2', '3', '803'], expansion('name'));
    expect([one, three]).toEqual([{ id: '1' }, { id: '3' }]);
    expect([two, last].every((result) => result instanceof GraphApiError)).toBe(true);
    expect(double.requests).toHaveLength(requests);
  });

  it('drops a field that this version does not know, and says so at that field', async () => {
    answer = (request) =>
      fieldsOf(request).includes('novel')
        ? metaError(
            100,
            '(#100) Tried accessing nonexistent field (novel) on node type (WhatsAppBusinessAccount)',
          )
        : { body: { id: '1', name: 'n' } };
    const result = await node(expansion('name', 'novel'));
    expect(result).toMatchObject({ id: '1', name: 'n' });
    expect(faultOf(result, 'novel')).toBeInstanceOf(GraphApiError);
    expect(faultOf(result, 'name')).toBeUndefined();
    expect(double.requests).toHaveLength(2);
  });

  it('drops a field of the nodes in an edge, and says so at each of them', async () => {
    answer = (request) =>
      fieldsOf(request).includes('novel')
        ? metaError(100, '(#100) Tried accessing nonexistent field (novel) on node type (PhoneNumber)')
        : { body: { id: '1', phone_numbers: { data: [{ id: '7' }, { id: '8' }] } } };
    const asked: Expansion = new Map();
    addAsk(asked, 'phone_numbers', '.limit(2)', expansion('novel'));
    const numbers = objectsOf(objectOf((await node(asked))['phone_numbers.limit(2)']).data);
    expect(numbers.map((number) => faultOf(number, 'novel') instanceof GraphApiError)).toEqual([true, true]);
  });

  it('finds what the token may not see of the nodes in an edge, and says so at each of them', async () => {
    answer = (request) => {
      const fields = fieldsOf(request);
      if (/secret|hidden/.test(fields)) return metaError(200, '(#200) You do not have permission', {}, 403);
      const edge = /phone_numbers\.limit\(2\)\{([^}]*)\}/.exec(fields)?.[1]?.split(',');
      const one = (id: string) =>
        Object.fromEntries((edge ?? []).map((name) => [name, name === 'id' ? id : name]));
      return { body: { id: '1', name: 'n', ...(edge && { phone_numbers: { data: [one('7'), one('8')] } }) } };
    };
    const asked = expansion('name');
    addAsk(asked, 'phone_numbers', '.limit(2)', expansion('status', 'secret', 'username', 'hidden'));
    const result = await node(asked);
    const numbers = objectsOf(objectOf(result['phone_numbers.limit(2)']).data);
    expect(numbers).toMatchObject([
      { id: '7', status: 'status', username: 'username' },
      { id: '8', status: 'status', username: 'username' },
    ]);
    for (const number of numbers)
      for (const key of ['secret', 'hidden']) expect(faultOf(number, key)).toBeInstanceOf(GraphApiError);
    expect(result).toMatchObject({ name: 'n' });
    double.requests.length = 0;
    const alone = expansion('name');
    addAsk(alone, 'phone_numbers', '.limit(2)', expansion('secret'));
    const bare = objectsOf(objectOf((await node(alone))['phone_numbers.limit(2)']).data);
    expect(bare).toMatchObject([{ id: '7' }, { id: '8' }]);
    for (const number of bare) expect(faultOf(number, 'secret')).toBeInstanceOf(GraphApiError);
    expect(double.requests).toHaveLength(5);
    // Graph leaves out an edge that has nothing, so nothing of it is refused.
    const refusing = answer;
    answer = (request) =>
      fieldsOf(request).includes('secret') ? refusing(request) : { body: { id: '1', name: 'n' } };
    expect((await node(alone))['phone_numbers.limit(2)']).toEqual({ data: [] });
  });

  describe('of which some are of another type', () => {
    const TYPES: Record<string, readonly [type: string, fields: string]> = {
      1: ['WhatsAppBusinessPhoneNumber', 'id,status,throughput,verified_name'],
      2: ['WhatsAppBusinessAccount', 'id,status,currency'],
      3: ['WhatsAppMessageTemplate', 'id,status,language'],
    };
    const asked = () => ofKind(expansion('status', 'throughput', 'verified_name', 'novel'), 'PhoneNumber');
    /** A Graph that answers only for fields which a node of its type has. */
    const ofTypes = (request: SeenRequest): DoubleAnswer => {
      const ids = request.query.get('ids')?.split(',') ?? [request.path.split('/').at(-1) ?? ''];
      const names = fieldsOf(request).split(',');
      for (const id of ids) {
        const [type, fields] = TYPES[id[0] ?? ''] ?? ['', ''];
        const alien = names.find((name) => !fields.split(',').includes(name));
        if (alien !== undefined)
          return metaError(100, `(#100) Tried accessing nonexistent field (${alien}) on node type (${type})`);
      }
      const one = (id: string) => ({
        ...Object.fromEntries(names.map((name) => [name, name === 'id' ? id : 'x'])),
        ...(request.query.has('metadata') && { metadata: { type: TYPES[id[0] ?? '']?.[0] } }),
      });
      return {
        body: request.query.has('ids')
          ? Object.fromEntries(ids.map((id) => [id, one(id)]))
          : one(ids[0] ?? ''),
      };
    };
    const faultsOf = (result: NodeResult | undefined) =>
      isNode(result) ? [...asked().keys()].filter((key) => faultOf(result, key)) : result;

    beforeEach(() => {
      answer = ofTypes;
    });

    it('does not look for what one of them may have of the fields', async () => {
      for (const query of [undefined, { metadata: '1' }]) {
        double.requests.length = 0;
        const [result] = await reader().read(['2'], asked(), query);
        expect(faultsOf(result)).toEqual(['status', 'throughput', 'verified_name', 'novel']);
        expect(isNode(result) && result.metadata).toEqual({ type: 'WhatsAppBusinessAccount' });
        expect(double.requests).toHaveLength(1);
      }
    });

    it('gives the others all that they have, in as many requests as for a few', async () => {
      const others = Array.from({ length: 20 }, (_, index) => [`2${index}`, `3${index}`]).flat();
      for (const query of [undefined, { metadata: '1' }]) {
        double.requests.length = 0;
        const [one, two, ...rest] = await reader().read(['1', '11', ...others], asked(), query);
        expect([one, two].map(faultsOf)).toEqual([['novel'], ['novel']]);
        expect(one).toMatchObject({ id: '1', status: 'x', throughput: 'x', verified_name: 'x' });
        expect(rest.map(faultsOf)).toEqual(others.map(() => [...asked().keys()]));
        // Refused for what either type has not, the question of which types they are, and the answer.
        expect(double.requests).toHaveLength(4);
      }
    });
  });

  it.each([
    ['the token may not see', metaError(200, '(#200) You do not have permission', {}, 403)],
    ['this version has no more', metaError(12, '(#12) This is deprecated for versions v23.0 and higher')],
    ['cannot be asked for so', metaError(2500, '(#2500) Syntax error')],
  ])('finds the field that %s, though Meta does not name it', async (_which, refusal) => {
    answer = (request) =>
      fieldsOf(request).split(',').includes('secret')
        ? refusal
        : {
            body: Object.fromEntries(
              fieldsOf(request)
                .split(',')
                .map((name) => [name, name === 'id' ? '1' : `the ${name}`]),
            ),
          };
    const result = await node(expansion('a', 'b', 'secret', 'c', 'd'));
    expect(result).toMatchObject({ id: '1', a: 'the a', b: 'the b', c: 'the c', d: 'the d' });
    expect(faultOf(result, 'secret')).toBeInstanceOf(GraphApiError);
  });

  describe('of many nodes', () => {
    const ids = Array.from({ length: 50 }, (_, index) => String(index + 1));
    /** Keeps a field from some nodes, and answers for the others. */
    const keepingSecretsOf = (isSecret: (id: string) => boolean) => (request: SeenRequest) => {
      const names = fieldsOf(request).split(',');
      const asked = request.query.get('ids')?.split(',') ?? [request.path.replace('/v23.0/', '')];
      if (names.includes('secret') && asked.some(isSecret))
        return metaError(200, '(#200) You do not have permission', {}, 403);
      const nodeOf = (id: string) =>
        Object.fromEntries(names.map((name) => [name, name === 'id' ? id : name]));
      const [first = ''] = asked;
      return {
        body: request.query.has('ids')
          ? Object.fromEntries(asked.map((id) => [id, nodeOf(id)]))
          : nodeOf(first),
      };
    };
    const read = async () => {
      const results = await reader().read(ids, expansion('a', 'b', 'secret', 'c', 'd'));
      return results.map((result) => {
        if (result instanceof Error) throw result;
        expect(result).toMatchObject({ a: 'a', b: 'b', c: 'c', d: 'd' });
        return result;
      });
    };

    it('finds what the token may not see of any, in as many requests as for a few', async () => {
      answer = keepingSecretsOf(() => true);
      const nodes = await read();
      expect(nodes.every((result) => faultOf(result, 'secret') instanceof GraphApiError)).toBe(true);
      expect(double.requests.length).toBeLessThan(16);
    });

    it('finds of which nodes the token may not see something', async () => {
      answer = keepingSecretsOf((id) => id === '7' || id === '30');
      const nodes = await read();
      expect(nodes.filter((result) => faultOf(result, 'secret')).map(({ id }) => id)).toEqual(['7', '30']);
      expect(nodes.filter(({ secret }) => secret === 'secret')).toHaveLength(48);
    });
  });

  it('fails as a whole, after one more question, when the node as such is closed', async () => {
    answer = () => metaError(10, '(#10) No permission', {}, 403);
    const [result] = await reader().read(['1'], expansion('a', 'b', 'c', 'd', 'e'));
    expect(result).toBeInstanceOf(GraphApiError);
    expect(double.requests).toHaveLength(2);
  });

  it('asks in parts for what is too much at once: fields first, then pages', async () => {
    answer = (request) => {
      const fields = fieldsOf(request);
      const limit = Number(/limit\((\d+)\)/.exec(fields)?.[1] ?? 0);
      if ((fields.includes('name') && limit > 0) || limit > 2) {
        return metaError(
          1,
          "Please reduce the amount of data you're asking for, then retry your request",
          {},
          500,
        );
      }
      const start = Number(/after\((\d+)\)/.exec(fields)?.[1] ?? 0);
      const data = Array.from({ length: Math.min(limit, 6 - start) }, (_, index) => ({
        id: String(start + index + 1),
      }));
      const paging = {
        cursors: { before: data[0]?.id, after: data.at(-1)?.id },
        ...(start + limit < 6 && { next: 'https://…' }),
      };
      return {
        body: {
          id: '1',
          ...(fields.includes('name') && { name: 'n' }),
          ...(limit > 0 && { templates: { data, paging } }),
        },
      };
    };
    const asked: Expansion = expansion('name');
    addAsk(asked, 'templates', '.limit(6)', new Map());
    const result = await node(asked);
    expect(result.name).toBe('n');
    const page = objectOf(result['templates.limit(6)']);
    expect(objectsOf(page.data).map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(page.paging).toEqual({ cursors: { before: '1', after: '6' } });
  });

  it('keeps both pages of an edge asked with two sets of arguments', async () => {
    answer = (request) => ({
      body: {
        id: '1',
        name: 'n',
        templates: { data: [{ id: fieldsOf(request).includes('APPROVED') ? 'a' : 'b' }] },
      },
    });
    const asked: Expansion = expansion('name');
    addAsk(asked, 'templates', '.limit(5)', new Map());
    addAsk(asked, 'templates', '.limit(5).status(APPROVED)', new Map());
    expect(await node(asked)).toEqual({
      id: '1',
      name: 'n',
      'templates.limit(5)': { data: [{ id: 'b' }] },
      'templates.limit(5).status(APPROVED)': { data: [{ id: 'a' }] },
    });
    expect(double.requests).toHaveLength(2);
  });

  it('says so at each field when one of two side-by-side requests fails', async () => {
    answer = (request) =>
      fieldsOf(request).includes('APPROVED')
        ? { status: 502, body: '<html>' }
        : { body: { id: '1', templates: { data: [] } } };
    const asked: Expansion = new Map();
    addAsk(asked, 'templates', '.limit(5)', new Map());
    addAsk(asked, 'templates', '.limit(5).status(APPROVED)', new Map());
    const result = await node(asked);
    expect(faultOf(result, 'templates.limit(5).status(APPROVED)')?.message).toContain('HTTP 502');
    expect(result['templates.limit(5)']).toEqual({ data: [] });
  });
});
