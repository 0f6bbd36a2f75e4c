import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the example operations are, seen from the compiled file. */
const EXAMPLES = join(__dirname, '../../../../schema/operations');

/** The example operations in the order of their file names. */
export async function readOperations(directory = EXAMPLES): Promise<string[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.graphql')).sort();
  return Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
}
