import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { buildGatewaySchema } from '../../../src/server/schema';

describe.each([
  ['events.md', 2],
  ['history.md', 1],
])('docs/%s', (page, leastOperations) => {
  it('shows operations that run as written', () => {
    const guide = readFileSync(join(__dirname, '../../../../docs', page), 'utf8');
    const schema = buildGatewaySchema();
    const blocks = [...guide.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text = '']) => text);
    expect(blocks.length).toBeGreaterThanOrEqual(leastOperations);
    for (const block of blocks) {
      expect(validate(schema, parse(block)).map(({ message }) => message)).toEqual([]);
    }
  });
});
