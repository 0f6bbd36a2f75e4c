// Bundles the explorer (GraphiQL) into dist/explorer: assets/ with hashed names, and manifest.json that names them.
// Skipped when neither its sources nor the packages have changed since.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const client = join(root, 'src/server/explorer/client');
const target = join(root, 'dist/explorer');
const assets = join(target, 'assets');

const WORKERS = {
  editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
  json: 'monaco-editor/esm/vs/language/json/json.worker.js',
  graphql: 'monaco-graphql/esm/graphql.worker.js',
};

const stamp = await hashOf([
  fileURLToPath(import.meta.url),
  join(root, 'package-lock.json'),
  ...(await readdir(client)).sort().map((name) => join(client, name)),
]);
if (await isCurrent()) process.exit(0);

const started = performance.now();
// Loaded here, so that a run with nothing to do needs no dev dependency.
const { build } = await import('esbuild');
await rm(assets, { recursive: true, force: true });
await mkdir(assets, { recursive: true });

const common = {
  bundle: true,
  minify: true,
  outdir: assets,
  absWorkingDir: root,
  entryNames: '[name]-[hash]',
  chunkNames: 'chunk-[hash]',
  assetNames: '[name]-[hash]',
  target: 'es2022',
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"' },
};
// GraphiQL's own style sheet holds Monaco's; the same rules from each of Monaco's modules would only repeat them.
const withoutMonacoStyles = {
  name: 'without-monaco-styles',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]monaco-editor[\\/].*\.css$/ }, () => ({ contents: '', loader: 'css' }));
  },
};
const [page, workers] = await Promise.all([
  build({
    ...common,
    entryPoints: { main: join(client, 'main.tsx') },
    format: 'esm',
    splitting: true,
    tsconfig: join(client, 'tsconfig.json'),
    // GraphiQL imports these by old names that lead to UMD files, in which its named imports are not found.
    alias: {
      'prettier/parser-babel': 'prettier/plugins/babel',
      'prettier/parser-graphql': 'prettier/plugins/graphql',
    },
    plugins: [withoutMonacoStyles],
  }),
  build({ ...common, entryPoints: WORKERS, format: 'iife' }),
]);

const main = outputOf(page, 'client/main.tsx');
await compressAll();
await writeManifest({
  stamp,
  script: main.file,
  style: basename(main.cssBundle),
  workers: Object.fromEntries(
    Object.entries(WORKERS).map(([label, source]) => [label, outputOf(workers, source).file]),
  ),
});
process.stdout.write(`explorer built in ${Math.round(performance.now() - started)} ms\n`);

function outputOf({ metafile }, source) {
  const [path, output] = Object.entries(metafile.outputs).find(([, { entryPoint }]) =>
    entryPoint?.endsWith(source),
  );
  return { ...output, file: basename(path) };
}

async function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(basename(file)).update(await readFile(file));
  return hash.digest('hex');
}

async function isCurrent() {
  try {
    const manifest = JSON.parse(await readFile(join(target, 'manifest.json'), 'utf8'));
    return manifest.stamp === stamp;
  } catch {
    return false;
  }
}

// Written last and in one step: a build cut short is not taken for a whole one.
async function writeManifest(manifest) {
  await writeFile(join(target, 'manifest.json.part'), `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(join(target, 'manifest.json.part'), join(target, 'manifest.json'));
}

async function compressAll() {
  for (const name of await readdir(assets)) {
    const file = join(assets, name);
    await writeFile(`${file}.gz`, await promisify(gzip)(await readFile(file)));
  }
}
