import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { readExplorerBuild } from './build';
import { readOperations } from './operations';
import { EXPLORER_CSP, explorerPage } from './page';

const PATH = '/explorer';
const ASSETS = `${PATH}/assets/`;

/** Where `scripts/build-explorer.mjs` puts the bundle, seen from the compiled file. */
const BUILT = join(__dirname, '../../../explorer');

export interface ExplorerOptions {
  /** Where the bundle is; by default where the build puts it. */
  explorerDir?: string;
  /** Operations that are listed as examples; by default the project's own. */
  operations?: readonly string[];
  /** False where introspection is off: the explorer then answers 404. */
  enabled: boolean;
}

/** Serves the self-hosted GraphiQL: `GET /explorer` and its files. */
export const explorerRoutes: FastifyPluginAsync<ExplorerOptions> = async (app, options) => {
  const { explorerDir = BUILT, enabled } = options;
  if (!enabled) return refuse(404, 'NOT_FOUND', 'The explorer is off, because introspection is.');
  const build = await readExplorerBuild(explorerDir);
  if (!build)
    return refuse(503, 'EXPLORER_NOT_BUILT', 'The explorer has not been built: run `npm run build`.');

  const html = explorerPage(build, ASSETS, options.operations ?? (await readOperations()));
  const etag = `"${createHash('sha256').update(html).digest('base64url')}"`;

  app.get(PATH, (request, reply) => {
    reply.headers({
      'content-security-policy': EXPLORER_CSP,
      'cache-control': 'no-cache',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      etag,
    });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type('text/html; charset=utf-8').send(html);
  });
  app.get(`${PATH}/`, (_request, reply) => reply.redirect(PATH, 308));

  await app.register(fastifyStatic, {
    root: join(explorerDir, 'assets'),
    prefix: ASSETS,
    // The names hold a hash of the content, so what a name stands for never changes.
    immutable: true,
    maxAge: '1y',
    preCompressed: true,
    index: false,
    decorateReply: false,
    setHeaders: (reply) => {
      reply.setHeader('x-content-type-options', 'nosniff');
    },
  });

  function refuse(status: number, code: string, message: string): void {
    const answer = (_request: unknown, reply: FastifyReply) =>
      reply.code(status).send({ error: { code, message } });
    app.get(PATH, answer);
    app.get(`${PATH}/*`, answer);
  }
};
