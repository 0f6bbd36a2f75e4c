import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { buildGatewaySchema } from '../../../src/server/schema';

describe.each(['templates.md', 'outages.md'])('docs/%s', (name) => {
  it('shows operations that run as written', () => {
    const page = readFileSync(join(__dirname, '../../../../docs', name), 'utf8');
    const blocks = [...page.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text = '']) => text);
    expect(blocks.length).toBeGreaterThanOrEqual(1);
    for (const block of blocks) {
      expect(validate(buildGatewaySchema(), parse(block)).map(({ message }) => message)).toEqual([]);
    }
  });
});
