import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { buildGatewaySchema } from '../../../src/server/schema';

const guide = readFileSync(join(__dirname, '../../../../docs/templates.md'), 'utf8');

describe('docs/templates.md', () => {
  it('shows operations that run as written', () => {
    const schema = buildGatewaySchema();
    const blocks = [...guide.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text = '']) => text);
    expect(blocks.length).toBeGreaterThanOrEqual(1);
    for (const block of blocks) {
      expect(validate(schema, parse(block)).map(({ message }) => message)).toEqual([]);
    }
  });
});
