import { randomBytes } from 'node:crypto';
import { closeSync, createReadStream, openSync, readdirSync, writeSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Files of lines beside each other, each of which one process appends to for a while. Their numbers say which is newer.
 * What was appended outlives the process: the system has it when `append` returns.
 */
export class JournalFiles {
  private readonly mark = randomBytes(6).toString('hex');
  private readonly folder: string;
  private readonly prefix: string;
  private current: { file: string; descriptor: number } | undefined;

  /** @param start of the paths of all files: `/data/gateway.db-limits-` */
  constructor(start: string) {
    this.folder = path.dirname(start);
    this.prefix = path.basename(start);
  }

  append(lines: string): void {
    this.current ??= this.begin();
    writeSync(this.current.descriptor, lines);
  }

  /** What is appended from now on goes to another file. Returns the one before. */
  finish(): string | undefined {
    const { current } = this;
    if (!current) return undefined;
    this.current = undefined;
    closeSync(current.descriptor);
    return current.file;
  }

  /** The files of all processes, the oldest first. */
  list(): string[] {
    const names = readdirSync(this.folder).filter((name) => name.startsWith(this.prefix));
    names.sort((one, other) => this.numberOf(one) - this.numberOf(other));
    return names.map((name) => path.join(this.folder, name));
  }

  /** Those of other processes. */
  others(): string[] {
    return this.list().filter((file) => !file.endsWith(this.mark));
  }

  /** Those of other processes that nothing was appended to for so long. */
  async idleOthers(idleMs: number): Promise<string[]> {
    const latest = Date.now() - idleMs;
    const found: string[] = [];
    for (const file of this.others()) {
      const touchedAt = await stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => undefined,
      );
      if (touchedAt !== undefined && touchedAt <= latest) found.push(file);
    }
    return found;
  }

  /** Lines of a file, some at a time, so that nobody has to wait long; none where it has gone meanwhile. */
  async *read(file: string): AsyncGenerator<readonly string[]> {
    let rest = '';
    try {
      for await (const part of createReadStream(file, 'utf8')) {
        const lines = `${rest}${part}`.split('\n');
        rest = lines.pop() ?? '';
        yield lines;
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
    yield [rest];
  }

  async remove(files: readonly string[]): Promise<void> {
    for (const file of files) await rm(file, { force: true });
  }

  private begin(): { file: string; descriptor: number } {
    const newest = this.list().at(-1);
    const number = newest === undefined ? 1 : this.numberOf(path.basename(newest)) + 1;
    const file = path.join(this.folder, `${this.prefix}${number}-${this.mark}`);
    return { file, descriptor: openSync(file, 'a') };
  }

  private numberOf(name: string): number {
    return Number.parseInt(name.slice(this.prefix.length), 10) || 0;
  }
}
