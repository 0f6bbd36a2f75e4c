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
      return await this.redis.evalsha(this.sha, keys.length, ...keys, ...args);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return this.redis.eval(this.source, keys.length, ...keys, ...args);
    }
  }
}
