import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder of this test file's own, removed after it. Call at the top of the file. */
export function tempFolder(): () => string {
  const folder = mkdtempSync(path.join(tmpdir(), 'gateway-test-'));
  let files = 0;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => {
    files += 1;
    return path.join(folder, `${files}`, 'gateway.db');
  };
}
