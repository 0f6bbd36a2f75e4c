import { randomUUID } from 'node:crypto';
import { broadcastPlaceOf } from '../common/callback-data';
import type { EventLog } from '../events/types';
import type { Database } from '../store/database';
import { BroadcastSettlement, type SettledRecipient } from './broadcast-settlement';
import { BroadcastWork } from './broadcast-work';
import { Broadcasts } from './broadcasts';
import { Departures, type LeftBehind } from './departures/departures';
import type { SendAttempt } from './send-attempt';
import { SendAttempts } from './send-attempts';
import { type NamedSend, Settler } from './settler';

/** A send whose answer was lost, and the message that a status says it became. */
export interface SettledSend extends NamedSend {
  attempt: SendAttempt;
}

export interface OutboxOptions {
  database: Database;
  log: EventLog;
  /** Told of each send that a status settles, before it counts as settled; a second time when it fails. */
  onSettled(send: SettledSend): Promise<void>;
  /** The same for the message to a recipient of a broadcast. */
  onRecipientSettled(settled: SettledRecipient): Promise<void>;
  onError?: (error: unknown) => void;
  /** Start of the paths of the files that say what left; without it, sends of a killed process stay in doubt. */
  departuresStart?: string | undefined;
  /** The errors of a message that was claimed by a process which ended before it left. */
  neverLeft?: readonly object[];
  /** How long after its last sign of life a process counts as gone. */
  leaseMs?: number;
}

/** What is to be sent, and what became of what was sent. */
export interface Outbox {
  sendAttempts: SendAttempts;
  broadcasts: Broadcasts;
  broadcastWork: BroadcastWork;
  close(): Promise<void>;
}

const FORGET_EVERY_MS = 600_000;
/** Soon enough for a caller who comes back with a key that a killed process had claimed. */
const LOOK_BACK_EVERY_MS = 5_000;

export async function openOutbox(options: OutboxOptions): Promise<Outbox> {
  const { database, log, departuresStart, onError = () => undefined } = options;
  const broadcasts = new Broadcasts(database);
  const settlement = new BroadcastSettlement(database);
  const departures =
    departuresStart === undefined
      ? undefined
      : await Departures.open(departuresStart).catch((error: unknown) => void onError(error));
  const sendAttempts = new SendAttempts({ ...options, departures });
  const putBack = async (left: LeftBehind) => {
    await broadcastWork.putBack(left);
    await sendAttempts.putBack(left);
    await left.forget();
  };
  const lookBack = async () => {
    try {
      for (const left of (await departures?.ofOthers()) ?? []) await putBack(left);
    } catch (error) {
      onError(error);
    }
  };
  const owner = departures?.owner ?? randomUUID();
  const broadcastWork = new BroadcastWork({ ...options, departures, lookBack, owner });
  await lookBack();
  const settler = await Settler.open({
    database,
    log,
    onError,
    hasUnsettled: async () => (await sendAttempts.hasUnsettled()) || settlement.hasUnsettled(),
    settle: async (named) => {
      await settleAttempts(named, sendAttempts, options.onSettled);
      await settlement.settle(named, options.onRecipientSettled);
    },
  });
  sendAttempts.onLateDoubt = (place) => settler.rewind(place);
  const chores = [
    setInterval(() => void sendAttempts.renew().catch(onError), sendAttempts.renewEveryMs),
    setInterval(() => void lookBack(), LOOK_BACK_EVERY_MS),
    setInterval(() => void sendAttempts.forget().catch(onError), FORGET_EVERY_MS),
    setInterval(() => void broadcasts.forget().catch(onError), FORGET_EVERY_MS),
  ];
  for (const chore of chores) chore.unref();
  return {
    sendAttempts,
    broadcasts,
    broadcastWork,
    close: async () => {
      for (const chore of chores) clearInterval(chore);
      await settler.close();
      // Nothing can leave any more.
      if (departures) await putBack(await departures.close());
    },
  };
}

async function settleAttempts(
  named: readonly NamedSend[],
  attempts: SendAttempts,
  onSettled: OutboxOptions['onSettled'],
): Promise<void> {
  const byId = new Map(named.map((send) => [send.correlationId, send]));
  for (const id of byId.keys()) if (broadcastPlaceOf(id)) byId.delete(id);
  const settled = (await attempts.unsettled([...byId.keys()])).flatMap((attempt) => {
    const send = byId.get(attempt.id);
    return send ? [{ ...send, attempt }] : [];
  });
  for (const send of settled) await onSettled(send);
  await attempts.settle(settled.map(({ attempt: { id }, messageId }) => ({ id, messageId })));
}
