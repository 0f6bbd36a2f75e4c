import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { type ExplorerOptions, explorerRoutes } from '../../../src/server/explorer/routes';

let directory: string;
const running: FastifyInstance[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'explorer-'));
  await mkdir(join(directory, 'assets'));
  await writeFile(join(directory, 'assets/main-ABC.js'), 'export {};\n');
  await writeFile(
    join(directory, 'manifest.json'),
    JSON.stringify({
      stamp: '',
      script: 'main-ABC.js',
      style: 'main-ABC.css',
      workers: { editor: 'editor-ABC.js' },
    }),
  );
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.close()));
});

afterAll(() => rm(directory, { recursive: true }));

/** Starts a server with the explorer; the address of a path of it. */
async function serve(options: Partial<ExplorerOptions> = {}): Promise<(path: string) => string> {
  const app = fastify();
  running.push(app);
  await app.register(explorerRoutes, { explorerDir: directory, operations: [], enabled: true, ...options });
  const base = await app.listen({ port: 0, host: '127.0.0.1' });
  return (path) => base + path;
}

describe('GET /explorer', () => {
  it('serves a page that loads nothing from elsewhere', async () => {
    const at = await serve();
    const answer = await fetch(at('/explorer'));
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(html).toContain('src="/explorer/assets/main-ABC.js"');
    expect(html).not.toMatch(/https?:\/\//);
  });

  it('holds the example operations, whatever is in them', async () => {
    const operation = '# </script><script>alert(1)</script>\nquery A { a }\n';
    const at = await serve({ operations: [operation] });
    const html = await (await fetch(at('/explorer'))).text();
    const block = /<script type="application\/json" id="explorer-data">(.*?)<\/script>/.exec(html)?.[1] ?? '';
    expect(JSON.parse(block)).toEqual({
      endpoint: '/graphql',
      operations: [operation],
      workers: { editor: '/explorer/assets/editor-ABC.js' },
    });
  });

  it('holds the operations of the project when it is given none', async () => {
    const app = fastify();
    running.push(app);
    await app.register(explorerRoutes, { explorerDir: directory, enabled: true });
    const { body } = await app.inject('/explorer');
    expect(body).toContain('mutation SendText');
  });

  it('is not sent again to a browser that has it', async () => {
    const at = await serve();
    const etag = (await fetch(at('/explorer'))).headers.get('etag') ?? '';
    const again = await fetch(at('/explorer'), { headers: { 'if-none-match': etag } });
    expect(etag).not.toBe('');
    expect(again.status).toBe(304);
  });

  it('leads there from a trailing slash', async () => {
    const at = await serve();
    const answer = await fetch(at('/explorer/'));
    expect(answer.redirected).toBe(true);
    expect(answer.url).toBe(at('/explorer'));
  });

  it('lets files be kept for good, for their names change with their content', async () => {
    const at = await serve();
    const answer = await fetch(at('/explorer/assets/main-ABC.js'));
    expect(await answer.text()).toBe('export {};\n');
    expect(answer.headers.get('content-type')).toMatch(/^(text|application)\/javascript/);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['/explorer/assets/none.js', '/explorer/assets/..%2fmanifest.json', '/explorer/manifest.json'])(
    'has nothing at %s',
    async (path) => {
      const at = await serve();
      expect((await fetch(at(path))).status).toBe(404);
    },
  );

  it('answers 404 where introspection is off', async () => {
    const at = await serve({ enabled: false });
    for (const path of ['/explorer', '/explorer/', '/explorer/assets/main-ABC.js']) {
      const answer = await fetch(at(path));
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ error: { code: 'NOT_FOUND' } });
    }
  });

  it('says so when it has not been built', async () => {
    const at = await serve({ explorerDir: join(directory, 'assets') });
    const answer = await fetch(at('/explorer'));
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ error: { code: 'EXPLORER_NOT_BUILT' } });
  });
});
