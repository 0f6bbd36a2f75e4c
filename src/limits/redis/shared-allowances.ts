import type { Redis } from 'ioredis';
import type { Charge, Claim, Decision, Standing } from '../types';
import { Answer, type Counted, Encoded, type SilentName } from './encoding';
import { LIMITS_SCRIPT } from './lua/limits-script';
import { Script } from './scripts';
import { ServerClock } from './server-clock';

export interface SharedAllowancesOptions {
  redis: Redis;
  now: () => number;
  /** How far ahead places are given out at most. */
  farthestMs: number;
}

/** Operations that wait for the end of the turn to be put to Redis, and who is told what it answered. */
interface Gathered {
  operations: Encoded;
  readers: ((answer: Answer) => void)[];
  failed: ((error: unknown) => void)[];
}

/** More in one step would hold up other replicas' calls. */
const MOST_AT_ONCE = 128;

/**
 * Allowances in Redis. What is asked for in one turn of the event loop goes there together, as one script call that
 * decides one thing after the other: the way there and back costs more than any decision.
 */
export class SharedAllowances {
  readonly clock = new ServerClock();
  private readonly script: Script;
  private gathered: Gathered | undefined;

  constructor(private readonly options: SharedAllowancesOptions) {
    this.script = new Script(options.redis, LIMITS_SCRIPT);
  }

  /** Undefined where Redis does not know what was taken before. Whoever claims has gathered already: it is asked at once. */
  acquire(claims: readonly Claim[]): Promise<(Decision | undefined)[]> {
    queueMicrotask(() => this.send());
    return this.ask(
      (operations) => {
        for (const claim of claims) operations.claim(claim);
      },
      (answer) => claims.map((claim) => answer.decision(claim)),
    );
  }

  do(name: SilentName, charges: readonly Charge[], amount = 0): Promise<void> {
    return this.ask(
      (operations) => operations.add(name, charges, amount),
      () => undefined,
    );
  }

  moved(charges: readonly Charge[], from: number, to: number): Promise<void> {
    return this.ask(
      (operations) => operations.add('move', charges, to - from, this.clock.toServer(from)),
      () => undefined,
    );
  }

  /** Gives back what a call took that was let through at that time. Resolves with how things stand then. */
  refund(charges: readonly Charge[], at: number): Promise<Standing[]> {
    return this.ask(
      (operations) => operations.add('refund', charges, this.clock.toServer(at)),
      (answer) => answer.standings(charges),
    );
  }

  peek(charges: readonly Charge[]): Promise<Standing[]> {
    return this.ask(
      (operations) => operations.add('peek', charges, 0),
      (answer) => answer.standings(charges),
    );
  }

  /** Who was counted for the one; undefined where Redis does not know what was taken before. */
  join(from: Charge, to: Charge): Promise<Counted[] | undefined> {
    return this.ask(
      (operations) => operations.add('join', [from, to], 0),
      (answer) => answer.joined(),
    );
  }

  private ask<T>(put: (operations: Encoded) => void, read: (answer: Answer) => T): Promise<T> {
    const gathered = this.gathered ?? this.begin();
    put(gathered.operations);
    if (gathered.operations.size >= MOST_AT_ONCE) this.send();
    return new Promise((resolve, reject) => {
      gathered.readers.push((answer) => resolve(read(answer)));
      gathered.failed.push(reject);
    });
  }

  private begin(): Gathered {
    const gathered = { operations: new Encoded(this.options.farthestMs), readers: [], failed: [] };
    this.gathered = gathered;
    setImmediate(() => this.send());
    return gathered;
  }

  private send(): void {
    const { gathered } = this;
    this.gathered = undefined;
    if (gathered) void this.settle(gathered);
  }

  private async settle({ operations, readers, failed }: Gathered): Promise<void> {
    try {
      const answer = await this.answerTo(operations);
      for (const read of readers) read(answer);
    } catch (error) {
      for (const fail of failed) fail(error);
    }
  }

  private async answerTo(operations: Encoded): Promise<Answer> {
    const parts = await this.script.run(operations.call);
    const [time, json] = Array.isArray(parts) ? parts : [];
    const serverMs = Number(time);
    if (Number.isNaN(serverMs)) throw new Error('Redis answered the limits with something unknown.');
    this.clock.saw(serverMs, this.options.now());
    const numbers: unknown = JSON.parse(String(json));
    return new Answer(Array.isArray(numbers) ? numbers : [], this.clock.toLocal(serverMs));
  }
}
