import type { Client } from 'pg';
import type { Followers } from './followers';
import { type ConnectionOptions, newClient } from './postgres-connections';
import { storeErrorOf } from './postgres-failure';
import { STREAMS_CHANNEL } from './postgres-writer';

/** How often followers are woken without having been told, and the connection is tried: no notification is promised. */
const LOOK_MS = 2_000;
const RECONNECT_MS = 500;

/** Wakes followers when any process has appended to a stream, over a connection of its own that it makes anew when it breaks. */
export class PostgresListener {
  #client: Client | undefined;
  #looking: NodeJS.Timeout | undefined;
  #reconnecting: NodeJS.Timeout | undefined;
  #isClosed = false;
  #isOut = false;
  #isAsking = false;

  constructor(
    private readonly options: ConnectionOptions,
    private readonly followers: Followers,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Begins to listen; a failure is told, and it goes on trying. */
  async start(): Promise<void> {
    this.#looking = setInterval(() => void this.#look(), LOOK_MS).unref();
    await this.#connect();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#looking);
    clearTimeout(this.#reconnecting);
    await end(this.#client);
  }

  async #connect(): Promise<void> {
    const client = newClient(this.options, (error) => this.#lost(client, error));
    this.#client = client;
    try {
      await client.connect();
      client.on('notification', ({ payload }) => this.followers.wake(payload ?? ''));
      await client.query(`LISTEN ${STREAMS_CHANNEL}`);
      this.#isOut = false;
      // What was told while nobody listened was told to nobody.
      this.followers.wakeAll();
    } catch (error) {
      this.#lost(client, error);
    }
  }

  /** A connection may be dead and look alive, when a network lost it: asking it something shows. */
  async #look(): Promise<void> {
    this.followers.wakeAll();
    const client = this.#client;
    if (!client || this.#isAsking) return;
    this.#isAsking = true;
    await client.query('SELECT 1').catch((error: unknown) => this.#lost(client, error));
    this.#isAsking = false;
  }

  /** Once for each connection, however many ways it tells of its end. */
  #lost(client: Client, error: unknown): void {
    if (this.#client !== client || this.#isClosed) return;
    this.#client = undefined;
    // An outage is told once, however often it is tried to end it.
    if (!this.#isOut) this.onError(storeErrorOf(error));
    this.#isOut = true;
    void end(client);
    this.#reconnecting = setTimeout(() => void this.#connect(), RECONNECT_MS).unref();
  }
}

/** Ends a connection whatever its state; a dead one is not waited for. */
async function end(client: Client | undefined): Promise<void> {
  await client?.end().catch(() => undefined);
}
