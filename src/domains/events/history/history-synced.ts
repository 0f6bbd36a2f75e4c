import { Field, ObjectType } from 'type-graphql';
import { objectsOf } from '../../../common/json';
import type { StoredEvent } from '../../../events/types';
import { readObjects } from '../../../planner/readers';
import { errorsOf, MessageError } from '../../messages/message-error';
import { make } from '../../messages/read';
import { CONTACT_KEYS, METADATA_KEYS } from '../drift/around-keys';
import { messageKeys } from '../drift/message-keys';
import { commonFieldsOf, EventType } from '../event';
import type { EventMapping } from '../event-mapping';
import { hasObject } from '../fits';
import { ERROR_KEYS } from '../payload';
import { knownKeys } from '../payload/known-keys';
import { HistoryChunk } from './history-chunk';
import { HistoryMessage, historyMessages } from './history-message';

@ObjectType({
  implements: EventType,
  simpleResolvers: true,
  description:
    'Messages of the past came from the WhatsApp Business app, or the business did not want to share them (coexistence; `history`).',
})
export class HistorySynced extends EventType {
  @Field(() => [HistoryChunk], { description: 'Pieces of the history; usually one.' })
  historyChunks!: HistoryChunk[];

  @Field(() => [HistoryMessage], {
    description: 'Messages of the last 14 days whose files Meta sends after the rest of the history.',
  })
  mediaMessages!: HistoryMessage[];

  @Field(() => [MessageError], { description: 'Errors that belong to no piece.' })
  historyErrors!: MessageError[];
}

export const historySynced: EventMapping = {
  kind: 'HISTORY_SYNCED',
  description: 'Messages of the past came from the WhatsApp Business app: `HistorySynced`.',
  logKind: 'change',
  fields: ['history'],
  fits: hasObject('history', 'messages', 'message_echoes', 'errors'),
  make: (stored) =>
    make(HistorySynced, {
      ...commonFieldsOf(stored),
      historyChunks: readObjects(stored.payload.history ?? null).map(
        (chunk) => new HistoryChunk(stored, chunk),
      ),
      mediaMessages: mediaMessages(stored),
      historyErrors: errorsOf(stored.payload.errors),
    }),
  knownKeys: () => keys,
};

function mediaMessages(stored: StoredEvent): HistoryMessage[] {
  const { messages, message_echoes } = stored.payload;
  return historyMessages(stored, [...objectsOf(messages), ...objectsOf(message_echoes)], undefined);
}

const keys = knownKeys('messaging_product', {
  metadata: METADATA_KEYS,
  contacts: CONTACT_KEYS,
  errors: ERROR_KEYS,
  messages: messageKeys(),
  message_echoes: messageKeys(),
  history: knownKeys('', {
    metadata: knownKeys('phase chunk_order progress'),
    errors: ERROR_KEYS,
    threads: knownKeys('id context', { messages: messageKeys() }),
  }),
});
