import fc from 'fast-check';
import { type JsonObject, objectOf, objectsOf } from '../../src/common/json';
import { GraphClient } from '../../src/graph/client';
import { GraphApiError } from '../../src/graph/errors';
import { addAsk, type Expansion } from '../../src/graph/expansion';
import { faultOf } from '../../src/graph/faults';
import { NodeReader } from '../../src/graph/reader';
import { isNode } from '../../src/graph/results';
import { GraphDouble, metaError } from '../support/graph-double';

const OWN = ['name', 'currency', 'country', 'status'];
const BELOW = ['verified_name', 'throughput', 'certificate', 'username'];
const EDGE = 'phone_numbers';
const KEY = `${EDGE}.limit(2)`;

let double: GraphDouble;
let client: GraphClient;
/** What the token may not see; Graph refuses all of a request for it, and does not say what it was. */
let denied: ReadonlySet<string> = new Set();

beforeAll(async () => {
  double = await GraphDouble.start(({ path, query }) => {
    const fields = query.get('fields') ?? '';
    if (fields.split(/[,.{}]/).some((name) => denied.has(name)))
      return metaError(200, '(#200) You do not have permission', {}, 403);
    const [, below] = /\{([^}]*)\}/.exec(fields) ?? [];
    const own = fields.replace(/\{[^}]*\}/, '').split(',');
    const one = (id: string): JsonObject => ({
      ...nodeOf(id, own),
      ...(below !== undefined && {
        [EDGE]: { data: [`${id}1`, `${id}2`].map((inner) => nodeOf(inner, below.split(','))) },
      }),
    });
    const ids = query.get('ids')?.split(',');
    return { body: ids ? Object.fromEntries(ids.map((id) => [id, one(id)])) : one(path.slice(-1)) };
  });
  client = new GraphClient({ baseUrl: double.url, version: 'v23.0' });
});
afterAll(async () => {
  await client.close();
  await double.stop();
});

function nodeOf(id: string, names: readonly string[]): JsonObject {
  const fields = names.filter((name) => OWN.includes(name) || BELOW.includes(name));
  return { id, ...Object.fromEntries(fields.map((name) => [name, `${name} of ${id}`])) };
}

function expectFields(node: JsonObject, names: readonly string[]): void {
  for (const name of names) {
    if (denied.has(name)) expect(faultOf(node, name)).toBeInstanceOf(GraphApiError);
    else expect([node[name], faultOf(node, name)]).toEqual([`${name} of ${node.id}`, undefined]);
  }
}

it('gives of every node all that the token may see, and says of the rest that it may not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(['1'], ['1', '2', '3']),
      fc.subarray(OWN),
      fc.option(fc.subarray(BELOW)),
      fc.subarray([...OWN, ...BELOW, EDGE]),
      async (ids, own, below, refused) => {
        denied = new Set(refused);
        const asked: Expansion = new Map();
        for (const name of own) addAsk(asked, name);
        const sub: Expansion = new Map();
        for (const name of below ?? []) addAsk(sub, name);
        if (below) addAsk(asked, EDGE, '.limit(2)', sub);
        const reader = new NodeReader((call) => client.call({ ...call, token: 'EAAtest' }));
        for (const node of await reader.read(ids, asked)) {
          if (!isNode(node)) throw node;
          expectFields(node, own);
          if (!below) continue;
          if (denied.has(EDGE)) expect(faultOf(node, KEY)).toBeInstanceOf(GraphApiError);
          else {
            const items = objectsOf(objectOf(node[KEY]).data);
            expect(items.map(({ id }) => id)).toEqual([`${node.id}1`, `${node.id}2`]);
            for (const item of items) expectFields(item, below);
          }
        }
      },
    ),
    { numRuns: 100 },
  );
});
