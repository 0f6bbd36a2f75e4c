import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { buildGatewaySchema } from '../src/server/schema';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');

describe('the README', () => {
  it('shows operations that run as written', () => {
    const schema = buildGatewaySchema();
    const blocks = [...readme.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text = '']) => text);
    const pasted = [...readme.matchAll(/"query":\s*"(\{[\s\S]*?\})"\}'/g)].map(([, text = '']) => text);
    expect([blocks.length, pasted.length]).toEqual([2, 1]);
    for (const operation of [...blocks, ...pasted]) {
      expect(validate(schema, parse(operation)).map(({ message }) => message)).toEqual([]);
    }
  });
});
