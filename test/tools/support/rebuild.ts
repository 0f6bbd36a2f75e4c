import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** Runs the tool as `npm run rebuild-history` does; what it said, and how it ended. */
export async function rebuild(databaseUrl: string): Promise<{ code: number | null; output: string }> {
  const tool = join(__dirname, '../../../src/tools/rebuild-history.js');
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl };
    const child = execFile(process.execPath, [tool], { env }, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode, output: `${stdout}${stderr}` });
    });
  });
}
