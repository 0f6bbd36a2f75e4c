import DataLoader from 'dataloader';
import type { MessageHistory, MessageRecord } from '../../history/types';

type RecordLoader = DataLoader<string, MessageRecord | undefined>;

const MAX_BATCH = 500;

/** One for a history, not for an operation: subscribers that are told of one event ask for one message. */
const loaders = new WeakMap<MessageHistory, RecordLoader>();

/** A stored message; what is asked for in the same tick is read at once. Nothing is remembered: statuses change. */
export function loadMessageRecord(history: MessageHistory, id: string): Promise<MessageRecord | undefined> {
  let loader = loaders.get(history);
  if (!loader) {
    loader = new DataLoader((ids) => readOnce(history, ids), { cache: false, maxBatchSize: MAX_BATCH });
    loaders.set(history, loader);
  }
  return loader.load(id);
}

async function readOnce(
  history: MessageHistory,
  ids: readonly string[],
): Promise<(MessageRecord | undefined)[]> {
  const wanted = [...new Set(ids)];
  const found = await history.messages(wanted);
  const byId = new Map(wanted.map((id, index) => [id, found[index]]));
  return ids.map((id) => byId.get(id));
}
