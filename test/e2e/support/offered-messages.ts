import { type Outcome, offer, SendingSocket } from '../../support/meta-recorder/offered-load';

export interface OfferedMessages {
  /** The gateways: each person is written to through one of them, as long as it is there. */
  readonly urls: readonly string[];
  readonly phoneNumberId: string;
  readonly perSecond: number;
  readonly seconds: number;
  readonly maxWaitMs: number;
  /** How many messages in a row go to one person: from two on one sees whether their order is kept. */
  readonly each: number;
  /** With keys, what was lost with a gateway is asked for again through another until it is answered. */
  readonly keyed: boolean;
}

/** A message by its text, and what the gateway said became of it. */
export interface Offered {
  readonly text: string;
  readonly outcome: Outcome;
}

/** A gateway that may go away and come back. */
class Route {
  private socket: Promise<SendingSocket | undefined>;

  constructor(private readonly url: string) {
    this.socket = SendingSocket.open(url);
  }

  async send(input: Record<string, unknown>): Promise<Outcome> {
    const socket = await this.socket;
    const outcome = (await socket?.send(input)) ?? { kind: 'lost' };
    // Whoever notices first opens the next one.
    if (outcome.kind === 'lost' && (await this.socket) === socket) {
      socket?.close();
      this.socket = SendingSocket.open(this.url).catch(() => undefined);
    }
    return outcome;
  }

  async close(): Promise<void> {
    (await this.socket)?.close();
  }
}

const AGAIN_AFTER_MS = 100;
const wait = () => new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));

/** Offers messages with the numbers 0, 1, 2 … as their texts; resolves when all of them are answered. */
export async function offerMessages(options: OfferedMessages): Promise<Offered[]> {
  const { urls, phoneNumberId, perSecond, seconds, maxWaitMs, each, keyed } = options;
  const routes = urls.map((url) => new Route(url));
  const pending: Promise<Offered>[] = [];

  async function send(index: number): Promise<Offered> {
    const text = String(index);
    const person = Math.floor(index / each);
    const input = {
      phoneNumberId,
      to: `+1650${String(2_000_000 + person)}`,
      content: { text: { body: text } },
      maxWaitMs,
      ...(keyed && { idempotencyKey: `message-${text}` }),
    };
    for (let attempt = 0; ; attempt += 1) {
      const outcome = (await routes[(person + attempt) % routes.length]?.send(input)) ?? { kind: 'lost' };
      if (outcome.kind !== 'lost' || !keyed) return { text, outcome };
      await wait();
    }
  }

  await offer(perSecond, seconds, (index) => void pending.push(send(index)));
  const offered = await Promise.all(pending);
  for (const route of routes) await route.close();
  return offered;
}
