import type { AllowanceBook } from './allowance-book';
import { DurableStore } from './durable-store';
import type { FactBook } from './fact-book';
import { LimitsGate } from './limits-gate';
import { LiveFacts } from './live-facts';
import type { LimitSettings } from './policies';
import { connectRedis } from './redis/connect';
import { RedisStore } from './redis/redis-store';

export interface OpenLimitsOptions {
  settings: Exclude<LimitSettings, 'off'>;
  /** Where replicas share the limits; without it each process keeps them alone. */
  redisUrl?: string | undefined;
  /** Where what was used outlives this process, and Redis's memory; without it a new process begins from nothing. */
  book?: AllowanceBook | undefined;
  /** Where what is known of accounts outlives this process. */
  factBook?: FactBook | undefined;
  /** Told when what was used, or is known, could not be written down. */
  onBookError?: ((error: unknown) => void) | undefined;
  /** How many replicas there are at most. */
  replicas?: number | undefined;
  /** Meta's code, when this is a refusal of Meta's. */
  codeOf: (error: unknown) => number | undefined;
  /** Whether an error proves that nothing was done of what was asked for. */
  isUndone: (error: unknown) => boolean;
  /** Told when Redis is away, and with what share of the limits this replica goes on. */
  onAlone: (reason: unknown, replicas: number) => void;
  onShared: () => void;
}

/** The limits of a gateway. */
export interface Limits {
  gate: LimitsGate;
  facts: LiveFacts;
  /** Where allowances are shared; undefined: in this process alone. */
  shared: RedisStore | undefined;
}

export async function openLimits(options: OpenLimitsOptions): Promise<Limits> {
  const { settings, redisUrl, book, factBook, onBookError, replicas, codeOf, isUndone, onAlone, onShared } =
    options;
  const facts = new LiveFacts();
  const shared =
    redisUrl === undefined
      ? undefined
      : await RedisStore.open({
          redis: connectRedis(redisUrl),
          replicas,
          book,
          onBookError,
          onAlone,
          onShared,
        });
  const own =
    book && !shared
      ? await DurableStore.open({ book, ...(onBookError && { onError: onBookError }) })
      : undefined;
  const gate = new LimitsGate({ settings, facts, store: shared ?? own, codeOf, isUndone });
  if (onBookError) facts.onBookError = onBookError;
  if (factBook) await facts.keepIn(factBook);
  return { gate, facts, shared };
}
