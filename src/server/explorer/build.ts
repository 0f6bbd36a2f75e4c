import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({
  script: z.string(),
  style: z.string(),
  workers: z.record(z.string(), z.string()),
});

/** File names of the bundled explorer, as `scripts/build-explorer.mjs` notes them. */
export type ExplorerBuild = z.infer<typeof manifestSchema>;

/** Reads what was built into a directory; undefined when nothing whole was. */
export async function readExplorerBuild(directory: string): Promise<ExplorerBuild | undefined> {
  let text: string;
  try {
    text = await readFile(join(directory, 'manifest.json'), 'utf8');
  } catch {
    return undefined;
  }
  return manifestSchema.parse(JSON.parse(text));
}
