// Fails when schema/schema.graphql or test/generated is not what the code makes of them now. They are refreshed on
// the way: commit the result.
import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const before = await contents();
for (const script of ['schema', 'codegen']) {
  execFileSync('npm', ['run', '--silent', script], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
const after = await contents();

const stale = [...new Set([...before.keys(), ...after.keys()])].filter(
  (file) => before.get(file) !== after.get(file),
);
if (stale.length > 0) {
  process.stderr.write(
    `Not current:\n${stale.map((file) => `  ${file}`).join('\n')}\nCommit what \`npm run schema\` and \`npm run codegen\` made.\n`,
  );
  process.exitCode = 1;
}

async function contents() {
  const files = ['schema/schema.graphql', ...(await namesIn('test/generated'))];
  const entries = await Promise.all(files.map(async (file) => [file, await textOf(file)]));
  return new Map(entries.filter(([, text]) => text !== undefined));
}

async function namesIn(directory) {
  try {
    return (await readdir(join(root, directory))).map((name) => `${directory}/${name}`);
  } catch {
    return [];
  }
}

async function textOf(file) {
  try {
    return await readFile(join(root, file), 'utf8');
  } catch {
    return undefined;
  }
}
