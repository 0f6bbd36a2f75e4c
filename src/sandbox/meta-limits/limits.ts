import { z } from 'zod';
import type { Clock } from '../clock';
import { type LimitChange, type LimitMode, type LimitReport, limitModeSchema } from './limit';
import { managementLimits } from './management-limits';
import { messageLimits } from './message-limits';

type Declared = ReturnType<typeof messageLimits> & ReturnType<typeof managementLimits>;

export type LimitName = keyof Declared;

/** What is to change: single limits by name, or the mode of all of them. What is not named stays as it is. */
export type LimitsChange = { all?: LimitMode } & { [Name in LimitName]?: LimitChange };

/** What `GET /sandbox/limits` tells. */
export interface LimitsReport {
  /** How often any of them was exceeded. */
  readonly violations: number;
  readonly limits: Readonly<Record<string, LimitReport>>;
}

/** All of Meta's limits that the sandbox keeps. */
export type Limits = Readonly<Declared> & {
  readonly schema: z.ZodType<LimitsChange>;
  change(change: LimitsChange): void;
  reset(): void;
  report(): LimitsReport;
};

export function createLimits(clock: Clock): Limits {
  const declared: Declared = { ...messageLimits(clock), ...managementLimits(clock) };
  const each = Object.entries(declared);
  const shape = each.map(([name, limit]) => [name, limit.schema.optional()]);
  return {
    ...declared,
    schema: z.strictObject({ all: limitModeSchema.optional(), ...Object.fromEntries(shape) }),
    change(change) {
      for (const [name, limit] of each) {
        if (change.all !== undefined) limit.change(change.all);
        const own = Object.entries(change).find(([key]) => key === name)?.[1];
        if (own !== undefined) limit.change(own);
      }
    },
    reset() {
      for (const [, limit] of each) limit.reset();
    },
    report() {
      const limits = Object.fromEntries(each.map(([name, limit]) => [name, limit.report()]));
      const violations = Object.values(limits).reduce((sum, limit) => sum + limit.violations, 0);
      return { violations, limits };
    },
  };
}
