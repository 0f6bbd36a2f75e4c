import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { ScriptCall } from './encoding';

/** A script that Redis keeps: called by its hash, sent whole when Redis does not know it. */
export class Script {
  private readonly sha: string;

  constructor(
    private readonly redis: Redis,
    private readonly source: string,
  ) {
    this.sha = createHash('sha1').update(source).digest('hex');
  }

  async run({ keys, args }: ScriptCall): Promise<unknown> {
    try {
      return await answered(this.redis.evalsha(this.sha, keys.length, ...keys, ...args));
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return answered(this.redis.eval(this.source, keys.length, ...keys, ...args));
    }
  }
}

/**
 * Longer than this an answer is not waited for: the limits are kept without Redis then. A Redis that is gone refuses at
 * once; one that is slow, or a replica that is, had better be waited for: whoever goes alone while the others still share
 * sends what they may send too.
 */
const PATIENCE_MS = 3_000;

/**
 * An answer, or an error when none comes. A process that was busy itself first looks whether the answer has come
 * meanwhile.
 */
function answered<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error(`Redis did not answer within ${PATIENCE_MS} ms.`));
    const timer = setTimeout(() => setImmediate(() => setImmediate(giveUp)), PATIENCE_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
