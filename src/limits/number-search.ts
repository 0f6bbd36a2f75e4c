import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../common/json';

/** Where facts are read. */
export interface FactSource {
  /** Accounts to look through for a number. */
  accountIds(): Promise<readonly string[]>;
  /** An account's node with its owner, its messaging limit and its numbers. */
  readAccount(accountId: string): Promise<JsonObject>;
  /** A number's node with its throughput. */
  readNumber(phoneNumberId: string): Promise<JsonObject>;
}

/** What is known already, and is told what was read. */
export interface Findings {
  /** The account of a number, where that is known: asked of others who may have found it, before Meta is. */
  accountOf(phoneNumberId: string): Promise<string | undefined>;
  /** Whether a number, and all that its account tells, was read no longer ago than this. */
  isFresh(phoneNumberId: string, withinMs: number): boolean;
  /** Whether it is known how fast a number may send. */
  knowsLevel(phoneNumberId: string): boolean;
  noteAccount(accountId: string, node: JsonObject): Promise<void>;
  /** @param isWhole no account that it may be of could not be read */
  noteNumber(phoneNumberId: string, node: JsonObject, isWhole: boolean): void;
}

/** How long what was read counts, and how soon a failed read is tried again. */
const GOOD_FOR_MS = 3_600_000;
const RETRY_MS = 60_000;
/** How soon what Meta's refusals put in doubt is read again. */
const DOUBT_MS = 5_000;
/** How long nothing more of a number leaves while it is asked for the first time how fast it may send. */
const LONGEST_HOLD_MS = 1_000;
const MOST_ACCOUNTS_SEARCHED = 20;

/** Asks Meta about numbers: which account each is of, and what that tells of it. */
export class NumberSearch {
  private readonly askedAt = new Map<string, number>();
  /** Numbers that are asked how fast they may send, for so long as others are held for it. */
  private readonly leveling = new Map<string, Promise<void>>();
  /** Numbers that are looked for among the accounts for the first time. */
  private readonly placing = new Map<string, Promise<void>>();
  private source: FactSource | undefined;

  constructor(
    private readonly findings: Findings,
    private readonly now: () => number,
  ) {}

  readFrom(source: FactSource): void {
    this.source = source;
  }

  /** What is not known of a number, or was read long ago, is worth a read now. */
  want(phoneNumberId: string): void {
    if (this.findings.isFresh(phoneNumberId, GOOD_FOR_MS)) return;
    const isFirst = !this.askedAt.has(phoneNumberId);
    if (!this.mayAsk(phoneNumberId, RETRY_MS)) return;
    const found = this.find(phoneNumberId).catch(() => undefined);
    if (isFirst) keep(this.placing, phoneNumberId, found);
    if (this.findings.knowsLevel(phoneNumberId)) return;
    const longest = sleep(LONGEST_HOLD_MS, undefined, { ref: false });
    keep(this.leveling, phoneNumberId, Promise.race([found, longest]));
  }

  /** Resolves when it is known how fast a number may send, or others are held for it no longer. */
  levelUnderWay(phoneNumberId: string): Promise<void> | undefined {
    return this.leveling.get(phoneNumberId);
  }

  /** Resolves when a number that is looked for for the first time is found, or cannot be. */
  portfolioUnderWay(phoneNumberId: string): Promise<void> | undefined {
    return this.placing.get(phoneNumberId);
  }

  /** What was read of a number may be no longer so. */
  doubt(phoneNumberId: string): void {
    if (this.mayAsk(phoneNumberId, DOUBT_MS)) void this.find(phoneNumberId).catch(() => undefined);
  }

  /** What was read of an account is no longer so. */
  refresh(accountId: string): void {
    if (this.source) void this.readAccounts([accountId], this.source);
  }

  private mayAsk(id: string, againAfterMs: number): boolean {
    const last = this.askedAt.get(id);
    if (!this.source || (last !== undefined && this.now() - last < againAfterMs)) return false;
    this.askedAt.set(id, this.now());
    return true;
  }

  /** Finds a number among the accounts, which tells most; else reads the number alone. */
  private async find(phoneNumberId: string): Promise<void> {
    const { source, findings } = this;
    if (!source) return;
    const accountId = await findings.accountOf(phoneNumberId);
    let isWhole = accountId === undefined || (await this.readAccounts([accountId], source, phoneNumberId));
    // Where its account is known no longer to have it, it was moved to another.
    if (isWhole && !findings.isFresh(phoneNumberId, RETRY_MS))
      isWhole = await this.readAccounts(source.accountIds(), source, phoneNumberId);
    if (findings.isFresh(phoneNumberId, RETRY_MS)) return;
    findings.noteNumber(phoneNumberId, await source.readNumber(phoneNumberId), isWhole);
  }

  /** Whether all of them could be read, or those that had to be to find a number. */
  private async readAccounts(
    listed: readonly string[] | Promise<readonly string[]>,
    source: FactSource,
    phoneNumberId?: string,
  ): Promise<boolean> {
    const ids = await Promise.resolve(listed).catch(() => undefined);
    const reads = (ids ?? []).slice(0, MOST_ACCOUNTS_SEARCHED).map(async (id) => {
      await this.findings.noteAccount(id, await source.readAccount(id));
    });
    const all = Promise.allSettled(reads).then((settled) =>
      settled.every(({ status }) => status === 'fulfilled'),
    );
    const found = reads.map(async (read) => {
      await read;
      // Nobody waits for accounts that it is not of.
      return (phoneNumberId !== undefined && this.findings.isFresh(phoneNumberId, RETRY_MS)) || all;
    });
    return ids !== undefined && Promise.any([all, ...found]);
  }
}

/** Keeps a question among those that are under way, until it is answered. */
function keep(questions: Map<string, Promise<void>>, id: string, question: Promise<void>): void {
  const held = question.finally(() => questions.delete(id));
  questions.set(id, held);
}
