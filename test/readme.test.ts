import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObjectType, parse, validate } from 'graphql';
import { buildGatewaySchema } from '../src/server/schema';

const root = join(__dirname, '../..');
const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)];
const textOf = (page: string) => readFileSync(join(root, page), 'utf8');

const schema = buildGatewaySchema();
const faultsOf = (operation: string) => validate(schema, parse(operation)).map(({ message }) => message);
const operationsIn = (text: string) =>
  [...text.matchAll(/^ *```graphql\n([\s\S]*?)```/gm)].map(([, block = '']) => block);

it.each(pages)('%s shows operations that run as written', (page) => {
  for (const operation of operationsIn(textOf(page)))
    expect([operation, faultsOf(operation)]).toEqual([operation, []]);
});

it('the README has a query to paste, a subscription and a mutation', () => {
  const readme = textOf('README.md');
  const pasted = [...readme.matchAll(/"query":\s*"(\{[\s\S]*?\})"\}'/g)].map(([, text = '']) => text);
  expect([operationsIn(readme).length, pasted.length]).toEqual([2, 1]);
  expect(pasted.flatMap(faultsOf)).toEqual([]);
});

it('docs/front-ends.md names every type whose id is no key of a cache', () => {
  const [, list = ''] = /const EMBEDDED = \[([\s\S]*?)\];/.exec(textOf('docs/front-ends.md')) ?? [];
  const isKeyed = (name: string) => ['Node', 'Event'].includes(name);
  const embedded = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => 'id' in type.getFields() && !type.getInterfaces().some(({ name }) => isKeyed(name)))
    .map(({ name }) => name);
  expect([...list.matchAll(/'(\w+)'/g)].map(([, name]) => name)).toEqual(
    embedded.filter((name) => name !== 'Contact').sort(),
  );
});
