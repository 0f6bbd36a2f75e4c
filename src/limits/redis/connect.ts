import { Redis } from 'ioredis';

const CONNECT_MS = 1_000;
const MOST_RETRY_MS = 500;

/** Connects to Redis for the limits: a command that cannot be answered now fails, for there is a way without. */
export function connectRedis(url: string): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_MS,
    retryStrategy: (attempt) => Math.min(attempt * 50, MOST_RETRY_MS),
    lazyConnect: true,
  });
  // Failures are seen by the commands that meet them.
  redis.on('error', () => undefined);
  return redis;
}

/** Waits for the first connection, and no longer than one attempt. */
export async function firstConnection(redis: Redis): Promise<void> {
  await redis.connect().catch(() => undefined);
}
