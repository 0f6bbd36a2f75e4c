import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';
import { buildSchema } from 'graphql';
import { apolloSandboxPlugin } from '../../../src/server/explorer/apollo-sandbox';

describe('GET /graphql in a browser', () => {
  it('shows Apollo Sandbox with the operation, and still answers programs', async () => {
    const apollo = new ApolloServer({
      schema: buildSchema('type Query { hello: String }'),
      plugins: [apolloSandboxPlugin({ operation: '{ hello } # </script>' })],
    });
    await apollo.start();
    const app = fastify();
    app.route({ method: ['GET', 'POST'], url: '/graphql', handler: fastifyApolloHandler(apollo) });

    const page = await app.inject({ url: '/graphql', headers: { accept: 'text/html' } });
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(page.body).toContain('initialSubscriptionEndpoint');
    expect(page.body).toContain('{ hello } # \\u003c/script>');
    const nonce = /script-src 'nonce-([\w-]+)'/.exec(page.body)?.[1];
    expect(page.body).toContain(`<script nonce="${nonce}">`);

    const again = await app.inject({ url: '/graphql', headers: { accept: 'text/html' } });
    expect(again.body).not.toContain(`nonce-${nonce}'`);

    const answer = await app.inject({ method: 'POST', url: '/graphql', payload: { query: '{ hello }' } });
    expect(answer.json()).toEqual({ data: { hello: null } });
    await app.close();
    await apollo.stop();
  });
});
