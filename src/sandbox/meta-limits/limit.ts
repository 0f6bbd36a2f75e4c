import { z } from 'zod';
import type { Clock } from '../clock';

/** Whether a limit refuses what is beyond it, only counts that, or is not there. */
export type LimitMode = 'enforce' | 'observe' | 'off';

export const limitModeSchema = z.enum(['enforce', 'observe', 'off']);

/** The numbers of a limit by name. Those that end in Ms are milliseconds. */
export type Numbers = Readonly<Record<string, number>>;

/** The declaration of one of Meta's limits: what is counted, for what, and what it may come to. */
export interface LimitSpec<N extends Numbers, Use> {
  readonly description: string;
  /** What has a counter of its own; also what the keys of violations are. */
  readonly per: string;
  /** Meta's code for what is beyond it. */
  readonly code: number;
  /** Meta's numbers, until they are changed. */
  readonly numbers: N;
  keyOf(use: Use): string;
}

/** How far a counter has come. */
export interface Used {
  readonly used: number;
  readonly of: number;
}

/** What `GET /sandbox/limits` tells of one limit. */
export interface LimitReport {
  readonly description: string;
  readonly per: string;
  readonly code: number;
  readonly mode: LimitMode;
  readonly numbers: Numbers;
  /** How often it was exceeded since the start, or since it was reset. */
  readonly violations: number;
  /** The same by key: the last thousand keys that exceeded it. */
  readonly violationsByKey: Readonly<Record<string, number>>;
  /** How far the newest hundred counters have come. */
  readonly counters: Readonly<Record<string, Used>>;
}

const REPORTED_COUNTERS = 100;
const REMEMBERED_VIOLATORS = 1_000;

/** How a limit can be changed: its mode, or its mode and numbers. */
export type LimitChange = LimitMode | Readonly<Record<string, number | LimitMode | undefined>>;

/** A limit in force: its numbers as they are now, its counters, and how often it was exceeded. */
export abstract class Limit<N extends Numbers, Use> {
  protected numbers: N;
  private mode: LimitMode = 'enforce';
  private violations = 0;
  private readonly violators = new Map<string, number>();

  constructor(
    protected readonly spec: LimitSpec<N, Use>,
    protected readonly clock: Clock,
  ) {
    this.numbers = spec.numbers;
  }

  get code(): number {
    return this.spec.code;
  }

  /** Counts one use. False: it is beyond the limit, and is to be refused. */
  take(use: Use): boolean {
    if (this.mode === 'off') return true;
    const observing = this.mode === 'observe';
    const key = this.spec.keyOf(use);
    if (this.fits(key, use, this.clock.now(), observing)) return true;
    this.violations += 1;
    this.violators.set(key, (this.violators.get(key) ?? 0) + 1);
    const [oldest] = this.violators.keys();
    if (this.violators.size > REMEMBERED_VIOLATORS && oldest !== undefined) this.violators.delete(oldest);
    return observing;
  }

  /** What a change may look like. */
  get schema(): z.ZodType<LimitChange> {
    const number = z.number().min(0).max(Number.MAX_SAFE_INTEGER).optional();
    const fields = new Map<string, z.ZodType<number | LimitMode | undefined>>([
      ['mode', limitModeSchema.optional()],
      ...Object.keys(this.spec.numbers).map((name) => [name, number] as const),
    ]);
    return z.union([limitModeSchema, z.strictObject(Object.fromEntries(fields))]);
  }

  /** From now on. What was counted stays counted. */
  change(change: LimitChange): void {
    const { mode, ...others } = typeof change === 'string' ? { mode: change } : change;
    this.mode = limitModeSchema.safeParse(mode).data ?? this.mode;
    const isNumber = (entry: [string, unknown]): entry is [string, number] => typeof entry[1] === 'number';
    this.numbers = { ...this.numbers, ...Object.fromEntries(Object.entries(others).filter(isNumber)) };
  }

  /** As Meta has it, with nothing counted. */
  reset(): void {
    this.mode = 'enforce';
    this.numbers = this.spec.numbers;
    this.violations = 0;
    this.violators.clear();
    this.clear();
  }

  report(): LimitReport {
    const { description, per, code } = this.spec;
    return {
      description,
      per,
      code,
      mode: this.mode,
      numbers: this.numbers,
      violations: this.violations,
      violationsByKey: Object.fromEntries(this.violators),
      counters: Object.fromEntries(this.counted(REPORTED_COUNTERS, this.clock.now())),
    };
  }

  /** Whether one more fits, which counts it; when it is `observed`, it happens anyway. */
  protected abstract fits(key: string, use: Use, now: number, observed: boolean): boolean;

  protected abstract clear(): void;

  protected abstract counted(most: number, now: number): [key: string, used: Used][];
}
