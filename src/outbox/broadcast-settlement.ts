import { broadcastPlaceOf } from '../common/callback-data';
import type { Database } from '../store/database';
import type { SqlValue } from '../store/statements';
import type { Broadcast, BroadcastRecipient } from './broadcast';
import { broadcastOf, COLUMNS, RECIPIENT_COLUMNS, recipientOf } from './broadcast-rows';
import type { NamedSend } from './settler';

/** A recipient that a status settles, and the message it says there is. */
export interface SettledRecipient extends NamedSend {
  recipient: BroadcastRecipient;
  broadcast: Broadcast;
}

/** How long a status may take at most: Meta repeats webhooks that it could not deliver for this long. */
const SETTLE_MS = 7 * 86_400_000;

const SETTLE = `UPDATE broadcast_recipients SET state = 'SENT', message_id = ?, errors = NULL, updated_at = ?
  WHERE broadcast_id = ? AND position = ? AND state IN ('SENDING', 'UNKNOWN')`;

/** Settles recipients of broadcasts that are in doubt by the statuses of their messages. */
export class BroadcastSettlement {
  constructor(private readonly database: Database) {}

  /** Whether there is any recipient, of any replica's, that a status may settle. */
  async hasUnsettled(): Promise<boolean> {
    const sql = `SELECT 1 FROM broadcast_recipients WHERE state IN ('SENDING', 'UNKNOWN') AND updated_at > ? LIMIT 1`;
    return (await this.database.read(sql, [Date.now() - SETTLE_MS])).length > 0;
  }

  /** Settles the recipients that statuses name. Each is reported before it counts as settled. */
  async settle(
    named: readonly NamedSend[],
    onSettled: (settled: SettledRecipient) => Promise<void>,
  ): Promise<void> {
    for (const [broadcastId, sends] of byBroadcast(named)) {
      const recipients = await this.#unsettled(broadcastId, [...sends.keys()]);
      if (recipients.length === 0) continue;
      const [row] = await this.database.read(`SELECT ${COLUMNS} FROM broadcasts WHERE id = ?`, [broadcastId]);
      if (!row) continue;
      const broadcast = broadcastOf(row);
      const rows: SqlValue[][] = [];
      for (const recipient of recipients) {
        const send = sends.get(recipient.position);
        if (!send) continue;
        await onSettled({ ...send, recipient, broadcast });
        rows.push([send.messageId, Date.now(), broadcastId, recipient.position]);
      }
      await this.database.write([{ sql: SETTLE, rows }], 'crash');
    }
  }

  async #unsettled(broadcastId: string, positions: readonly number[]): Promise<BroadcastRecipient[]> {
    const rows = await this.database.read(
      `SELECT ${RECIPIENT_COLUMNS} FROM broadcast_recipients WHERE broadcast_id = ?
        AND position IN (${positions.map(() => '?').join(', ')}) AND state IN ('SENDING', 'UNKNOWN')`,
      [broadcastId, ...positions],
    );
    return rows.map(recipientOf);
  }
}

function byBroadcast(named: readonly NamedSend[]): Map<string, Map<number, NamedSend>> {
  const found = new Map<string, Map<number, NamedSend>>();
  for (const send of named) {
    const place = broadcastPlaceOf(send.correlationId);
    if (!place) continue;
    const sends = found.get(place.broadcastId) ?? new Map<number, NamedSend>();
    found.set(place.broadcastId, sends.set(place.position, send));
  }
  return found;
}
