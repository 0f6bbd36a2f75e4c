import { type DeliveryBehaviour, FAITHFUL_DELIVERY } from '../behaviour/delivery';
import type { Random } from '../random';
import type { Scheduler } from '../simulation/scheduler';
import { type Change, envelope } from './change';
import { encodeWebhook } from './encode';
import type { AttemptFault } from './poster';

/** Meta's own bound on a webhook's body. */
const MAXIMUM_BYTES = 3 * 1024 * 1024;

/** How long changes are held to be put in another order, when no batch window says it. */
const REORDER_WINDOW_MS = 100;

/** Changes that are held at most to be put in another order, when no batch says it. */
const REORDER_MAXIMUM = 100;

/** POSTs to a receiver at a time when no batch is asked for; what comes meanwhile goes together in the next. */
const LANES = 4;

/** Meta's own bound on the changes of a POST. */
const MAXIMUM_CHANGES = 1_000;

/** Labels that the log shows of one POST. */
const SHOWN_LABELS = 3;

/** A receiver that POSTs are under way to. */
interface Busy {
  lanes: number;
  waiting: Change[];
}

interface Held {
  readonly changes: Change[];
  readonly cancel: () => void;
}

export interface OutboxOptions {
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly post: (url: string, bytes: Buffer, label: string) => Promise<void>;
}

/**
 * Decides how the changes of the network become POSTs: one each, as long as the receiver keeps up, and several in one
 * when it doesn't; or as badly as it is told to.
 */
export class Outbox {
  private behaviour: DeliveryBehaviour = FAITHFUL_DELIVERY;
  private readonly held = new Map<string, Held>();
  private readonly busy = new Map<string, Busy>();
  /** POSTs under way that must not overtake each other. */
  private readonly queues = new Set<Promise<void>>();
  private drawn = 0;

  constructor(private readonly options: OutboxOptions) {}

  get current(): DeliveryBehaviour {
    return this.behaviour;
  }

  /** From now on. What is held back goes out at once. */
  behave(behaviour: DeliveryBehaviour): void {
    this.behaviour = behaviour;
    for (const url of [...this.held.keys()]) this.release(url);
  }

  send(change: Change): void {
    const { duplicateRate } = this.behaviour;
    this.later(change, this.delay());
    if (!this.happens(duplicateRate, 'duplicate')) return;
    // Half of the duplicates come close together, the others when the first has long been dealt with.
    const apart = this.happens(0.5, 'apart') ? 2 * this.window() + 50 : 0;
    this.later(change, this.delay() + apart);
  }

  /** What goes wrong with the next attempt. */
  attemptFault(): AttemptFault | undefined {
    const { failRate, unacknowledgedRate } = this.behaviour;
    if (this.happens(failRate, 'lost')) return 'lost';
    return this.happens(unacknowledgedRate, 'unacknowledged') ? 'unacknowledged' : undefined;
  }

  /** Resolves when all that was let go has been attempted. */
  async idle(): Promise<void> {
    while (this.queues.size > 0) await Promise.all(this.queues);
  }

  private later(change: Change, milliseconds: number): void {
    if (milliseconds === 0) this.accept(change);
    else this.options.scheduler.after(milliseconds, () => this.accept(change));
  }

  private accept(change: Change): void {
    const { batch, reorder } = this.behaviour;
    if (batch === null && !reorder) {
      this.hurry(change);
      return;
    }
    const { url } = change;
    const held = this.held.get(url) ?? this.hold(url);
    held.changes.push(change);
    const full = batch === null ? REORDER_MAXIMUM : batch.maxItems * (reorder ? 2 : 1);
    if (held.changes.length >= full) this.release(url);
  }

  /** At once, or as soon as a POST to the same receiver has ended. */
  private hurry(change: Change): void {
    const busy = this.busy.get(change.url) ?? { lanes: 0, waiting: [] };
    this.busy.set(change.url, busy);
    busy.waiting.push(change);
    if (busy.lanes >= LANES) return;
    busy.lanes += 1;
    const lane = this.clear(change.url, busy).finally(() => this.queues.delete(lane));
    this.queues.add(lane);
  }

  /** Posts what waits for a receiver until nothing does. */
  private async clear(url: string, busy: Busy): Promise<void> {
    while (busy.waiting.length > 0) await this.post(busy.waiting.splice(0, MAXIMUM_CHANGES));
    busy.lanes -= 1;
    if (busy.lanes === 0) this.busy.delete(url);
  }

  private hold(url: string): Held {
    const cancel = this.options.scheduler.after(this.window(), () => this.release(url));
    const held: Held = { changes: [], cancel };
    this.held.set(url, held);
    return held;
  }

  /** Lets go what is held for a receiver, one POST after the other, so that the order is what was decided. */
  private release(url: string): void {
    const held = this.held.get(url);
    if (held === undefined) return;
    this.held.delete(url);
    held.cancel();
    const { batch, reorder } = this.behaviour;
    const changes = reorder ? this.shuffled(held.changes) : held.changes;
    const size = batch?.maxItems ?? 1;
    const posts: Change[][] = [];
    for (let start = 0; start < changes.length; start += size) posts.push(changes.slice(start, start + size));
    const queue = posts
      .reduce((before, post) => before.then(() => this.post(post)), Promise.resolve())
      .finally(() => this.queues.delete(queue));
    this.queues.add(queue);
  }

  private async post(changes: readonly Change[]): Promise<void> {
    const [first] = changes;
    if (first === undefined) return;
    const bytes = encodeWebhook(envelope(changes));
    if (bytes.length > MAXIMUM_BYTES && changes.length > 1) {
      const half = Math.ceil(changes.length / 2);
      await this.post(changes.slice(0, half));
      await this.post(changes.slice(half));
      return;
    }
    const labels = changes.slice(0, SHOWN_LABELS).map(({ label }) => label);
    const others = changes.length - labels.length;
    await this.options.post(
      first.url,
      bytes,
      [...labels, ...(others > 0 ? [`${others} more`] : [])].join(' + '),
    );
  }

  private window(): number {
    return this.behaviour.batch?.windowMs ?? (this.behaviour.reorder ? REORDER_WINDOW_MS : 0);
  }

  private delay(): number {
    const { delayMs } = this.behaviour;
    if (typeof delayMs === 'number') return delayMs;
    return delayMs.min + Math.round(this.draw('delay') * (delayMs.max - delayMs.min));
  }

  /** Another order, for certain: two changes come the other way round. */
  private shuffled(changes: readonly Change[]): Change[] {
    const order = changes
      .map((change, index) => ({ change, index, key: this.draw('order') }))
      .sort((one, other) => one.key - other.key);
    if (order.every(({ index }, place) => index === place)) order.reverse();
    return order.map(({ change }) => change);
  }

  private happens(rate: number, what: string): boolean {
    return rate > 0 && this.draw(what) < rate;
  }

  private draw(what: string): number {
    this.drawn += 1;
    return this.options.random.fraction('delivery', what, this.drawn);
  }
}
