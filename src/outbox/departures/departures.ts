import { closeSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { newProcessMark } from '../../common/callback-data';
import { bootId } from './boot-id';
import { isGone, LifeSign } from './life-sign';

/** What a process that has ended had sent. */
export interface LeftBehind {
  /** The process, as its claims name it. */
  owner: string;
  /** Whether a call may have left. A false is proof that it did not. */
  hasLeft(id: string): boolean;
  /** Deletes the file. To be called when nobody needs it any more. */
  forget(): Promise<void>;
}

/** From this size on the file is written anew, without the calls that have been answered. */
const MOST_BYTES = 1 << 20;
const LIFE_SIGN = '.alive';
const OWNER = /^[\w-]+$/;
/** Begins a line that takes back an earlier one: the call has not left after all. */
const UNDONE = '!';

/**
 * Notes in a file which calls have left, for when the process is killed. A call is written down in the moment in
 * which its first byte is handed to the system. So a message that was claimed but is not in the file never left, and
 * may be sent. This is proof only if the system has not been restarted since (a power cut loses the last lines), and
 * if the process can send nothing any more. Where either is not certain, messages stay in doubt, as without the file.
 */
export class Departures {
  readonly owner: string;
  /** Calls that have left, and of which nothing is stored yet. */
  private readonly open = new Set<string>();
  private readonly file: string;
  private descriptor: number | undefined;
  private size = 0;
  private isClosed = false;

  private constructor(
    private readonly start: string,
    private readonly boot: string,
    private readonly sign: LifeSign,
    owner: string,
  ) {
    this.owner = owner;
    this.file = start + owner;
  }

  /**
   * Undefined where the system does not support it.
   *
   * @param start of the paths of all files: `/data/gateway.db-sends-`
   */
  static async open(start: string): Promise<Departures | undefined> {
    const owner = newProcessMark();
    const boot = bootId();
    const sign = boot === undefined ? undefined : await LifeSign.show(start + owner + LIFE_SIGN);
    if (boot === undefined || !sign) return undefined;
    const departures = new Departures(start, boot, sign, owner);
    departures.begin();
    return departures;
  }

  /**
   * A call leaves now.
   *
   * @throws when nothing may leave any more, because the file has been handed over.
   */
  leaves(id: string): void {
    if (this.isClosed) throw new Error('Nothing leaves any more.');
    this.open.add(id);
    this.note(id);
  }

  /** A call that had left was refused before anything was done: it has not left, until it does again. */
  isUndone(id: string): void {
    this.open.delete(id);
    this.note(UNDONE + id);
  }

  private note(line: string): void {
    if (this.descriptor === undefined) return;
    try {
      this.append(`${line}\n`);
      if (this.size > MOST_BYTES) this.begin();
    } catch {
      // Without the file nothing is proven, so no message would be sent twice.
      this.abandon();
    }
  }

  /** The outcome of a call is stored, so its line is no longer needed. */
  ended(id: string): void {
    this.open.delete(id);
  }

  /** The files of other processes that have ended. */
  async ofOthers(): Promise<LeftBehind[]> {
    const [folder, prefix] = [path.dirname(this.start), path.basename(this.start)];
    const found: LeftBehind[] = [];
    for (const name of await readdir(folder)) {
      const owner = name.startsWith(prefix) ? name.slice(prefix.length) : '';
      if (!OWNER.test(owner) || owner === this.owner) continue;
      const left = (await isGone(this.start + owner + LIFE_SIGN)) && (await this.read(owner));
      if (left) found.push(left);
    }
    return found;
  }

  /** The file of this process itself, once it can send nothing any more. */
  async close(): Promise<LeftBehind> {
    const left = new Set(this.open);
    this.isClosed = true;
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
    return {
      owner: this.owner,
      hasLeft: (id) => left.has(id),
      forget: async () => {
        await rm(this.file, { force: true });
        await this.sign.end();
      },
    };
  }

  private async read(owner: string): Promise<LeftBehind | undefined> {
    const file = this.start + owner;
    const [boot, ...lines] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    const forget = async () => {
      for (const ending of ['', '.new', LIFE_SIGN]) await rm(file + ending, { force: true });
    };
    if (boot !== this.boot) {
      await forget();
      return undefined;
    }
    const left = new Set<string>();
    for (const line of lines) {
      if (line.startsWith(UNDONE)) left.delete(line.slice(UNDONE.length));
      else left.add(line);
    }
    return { owner, hasLeft: (id) => left.has(id), forget };
  }

  /** Replaces the file by one that only has the calls under way. A reader finds either file, complete. */
  private begin(): void {
    const next = `${this.file}.new`;
    const before = this.descriptor;
    this.descriptor = openSync(next, 'w', 0o600);
    this.size = 0;
    this.append(`${[this.boot, ...this.open].join('\n')}\n`);
    renameSync(next, this.file);
    if (before !== undefined) closeSync(before);
  }

  private append(text: string): void {
    if (this.descriptor === undefined) return;
    const written = writeSync(this.descriptor, text);
    this.size += written;
    if (written < text.length) throw new Error('The disk is full.');
  }

  private abandon(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
    unlinkSync(this.file);
  }
}
