import type { Database } from '../../store/database';
import type { WriteStatement } from '../../store/statements';
import { deliveryStatements } from './delivery-row';
import { INSERT_RECEIPTS, type NewReceipt, receiptRows } from './receipts';
import type { DeliveryOutcome, NewDelivery, RefusedDelivery } from './types';

/** How many refused requests of one outcome are kept. Further ones only push out others of the same outcome. */
export const MOST_REFUSED = 1_000;
/** How many of one outcome are noted at a time; further ones are only counted in the metrics. */
const MOST_REFUSED_AT_ONCE = 100;
const MOST_RECEIPTS = 10_000;
const FLUSH_MS = 100;

const DELETE_REFUSED = `DELETE FROM webhook_deliveries WHERE outcome = ? AND outcome <> 'STORED' AND id <= (
  SELECT id FROM webhook_deliveries WHERE outcome = ? AND outcome <> 'STORED' ORDER BY id DESC LIMIT 1 OFFSET ${MOST_REFUSED})`;

/**
 * Notes what is known of a request only after its commit, and the requests that were refused. Nobody waits for these
 * notes: they are gathered for a moment and written together, without waiting for the disk, and only a few are held
 * at a time.
 */
export class DeliveryNotes {
  #receipts: NewReceipt[] = [];
  readonly #refused = new Map<DeliveryOutcome, RefusedDelivery[]>();
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database) {}

  /** The request was stored: how many of its events were new, and how long it took until they were on disk. */
  stored({ id, receivedAt }: NewDelivery, newEvents: number, durationUs: number): void {
    if (this.#receipts.length >= MOST_RECEIPTS) return;
    this.#receipts.push({ deliveryId: id, receivedAt, newEvents, durationUs: Math.round(durationUs) });
    this.#flushSoon();
  }

  refused(delivery: RefusedDelivery): void {
    const held = this.#refused.get(delivery.outcome) ?? [];
    if (held.length >= MOST_REFUSED_AT_ONCE) return;
    held.push(delivery);
    this.#refused.set(delivery.outcome, held);
    this.#flushSoon();
  }

  /** Resolves after everything noted was written, or could not be. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flushing = this.#flushing.then(() => this.#write());
    return this.#flushing;
  }

  #flushSoon(): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => void this.flush(), FLUSH_MS);
    this.#timer.unref();
  }

  async #write(): Promise<void> {
    const receipts = this.#receipts;
    const refused = [...this.#refused.values()].flat();
    if (receipts.length === 0 && refused.length === 0) return;
    this.#receipts = [];
    this.#refused.clear();
    try {
      await this.database.write(statementsOf(receipts, refused), 'crash');
    } catch {
      // The database is away. Receipts are lost; as many refusals as may be held wait until it is back.
      for (const delivery of refused) this.refused(delivery);
    }
  }
}

function statementsOf(
  receipts: readonly NewReceipt[],
  refused: readonly RefusedDelivery[],
): WriteStatement[] {
  const outcomes = [...new Set(refused.map(({ outcome }) => outcome))];
  return [
    ...(receipts.length > 0 ? [{ sql: INSERT_RECEIPTS, rows: receiptRows(receipts) }] : []),
    ...refused.flatMap((delivery) => deliveryStatements(delivery, delivery.outcome, [])),
    ...outcomes.map((outcome) => ({ sql: DELETE_REFUSED, rows: [[outcome, outcome]] })),
  ];
}
