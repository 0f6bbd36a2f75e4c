import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { PRESENCE_SCRIPT } from './lua/replica-scripts';
import { Script } from './scripts';

const KEY = '{limits}:replicas';
const PRESENT_FOR_MS = 10_000;
/** Replicas that are assumed where none was ever counted and none configured. */
const ASSUMED = 10;

/** The replicas that share limits in Redis. Each says now and then that it is there, and hears how many are. */
export class Replicas {
  /** The name of this one. */
  readonly id = randomUUID();
  private readonly presence: Script;
  private seen: number | undefined;

  /** @param configured how many there are at most; as many as were last seen, when absent */
  constructor(
    redis: Redis,
    private readonly configured: number | undefined,
  ) {
    this.presence = new Script(redis, PRESENCE_SCRIPT);
  }

  /** As many as could be there: who counts too few would give each too much. */
  get count(): number {
    const { configured, seen } = this;
    return Math.max(1, configured ?? 0, seen ?? (configured === undefined ? ASSUMED : 0));
  }

  /** Says that this one is there. */
  async announce(): Promise<void> {
    const count = await this.presence.run({ keys: [KEY], args: [this.id, PRESENT_FOR_MS] });
    this.seen = Math.max(1, Number(count) || 1);
  }
}
