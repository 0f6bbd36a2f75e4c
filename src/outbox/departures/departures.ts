import { closeSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { newProcessMark } from '../../common/callback-data';
import { bootId } from './boot-id';
import { isGone, LifeSign } from './life-sign';

/** What a process that has ended let leave. */
export interface LeftBehind {
  /** The process, as its claims name it. */
  owner: string;
  /** Whether a call may have left. What is not here did not. */
  hasLeft(id: string): boolean;
  /** To be called when nobody needs to know any more. */
  forget(): Promise<void>;
}

/** Most of a file is about calls that have been answered long since; from this size on it is written anew, without them. */
const MOST_BYTES = 1 << 20;
const LIFE_SIGN = '.alive';
const OWNER = /^[\w-]+$/;
/** Begins a line that takes back the one that said that a call has left. */
const UNDONE = '!';

/**
 * Which calls have left, in a file that a killed process leaves behind: a call is written down in the moment in which its
 * first byte is handed to the system. So a message that was claimed and does not stand there never left, and may be sent.
 *
 * That is proof as long as the system runs that the line was given to (a power cut takes the last lines with it), and
 * once the process can send nothing any more. Who cannot prove both lets messages be in doubt, as without the file.
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
   * Undefined where the system cannot do it.
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

  /** A call leaves now. @throws when that could not be written down: it must not leave then. */
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
      // Without a file nothing is proven, and nobody would send it twice.
      this.abandon();
    }
  }

  /** What came of a call is stored. */
  ended(id: string): void {
    this.open.delete(id);
  }

  /** What processes left behind that have ended; this one is not among them. */
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

  /** What this process leaves behind when it can send nothing any more. */
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

  /** Begins the file anew, with what is under way. Whoever reads meanwhile finds the one or the other, whole. */
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
