import { Field, ID, Int, ObjectType } from 'type-graphql';
import { type JsonObject, objectOf, objectsOf } from '../../../common/json';
import type { StoredEvent } from '../../../events/types';
import { personOfThread } from '../../../history/past-messages';
import { Contact, contactOf } from '../../contacts/contact';
import { errorsOf, MessageError } from '../../messages/message-error';
import { integer, text } from '../../messages/read';
import { HistoryMessage, historyMessages } from './history-message';

@ObjectType({ simpleResolvers: true, description: 'A chat of the past with one person; never a group.' })
export class HistoryThread {
  readonly #stored: StoredEvent;
  readonly #thread: JsonObject;

  constructor(stored: StoredEvent, thread: JsonObject) {
    this.#stored = stored;
    this.#thread = thread;
  }

  @Field(() => ID, { nullable: true, description: "Meta's id of the chat: the person's phone number." })
  get threadId(): string | null {
    return text(this.#thread.id);
  }

  @Field(() => Contact, { nullable: true, description: 'The person. Null when Meta names nobody.' })
  get contact(): Contact | null {
    return contactOf(personOfThread(this.#thread));
  }

  /** Made when it is asked for: one event may hold thousands of messages. */
  @Field(() => [HistoryMessage], { description: 'The messages, in the order that Meta sent them in.' })
  get messages(): HistoryMessage[] {
    const payloads = objectsOf(this.#thread.messages);
    return historyMessages(this.#stored, payloads, personOfThread(this.#thread));
  }
}

@ObjectType({
  simpleResolvers: true,
  description: 'A piece of the history of the WhatsApp Business app.',
})
export class HistoryChunk {
  readonly #stored: StoredEvent;
  readonly #chunk: JsonObject;

  constructor(stored: StoredEvent, chunk: JsonObject) {
    this.#stored = stored;
    this.#chunk = chunk;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'How old it is: 0 is the last day, 1 the 90 days before, 2 the 90 days before those.',
  })
  get phase(): number | null {
    return integer(objectOf(this.#chunk.metadata).phase);
  }

  @Field(() => Int, { nullable: true, description: 'Its place in its phase; pieces come in any order.' })
  get chunkOrder(): number | null {
    return integer(objectOf(this.#chunk.metadata).chunk_order);
  }

  @Field(() => Int, { nullable: true, description: 'How much of the history has come, in percent.' })
  get progress(): number | null {
    return integer(objectOf(this.#chunk.metadata).progress);
  }

  @Field(() => [HistoryThread], { description: 'The chats.' })
  get threads(): HistoryThread[] {
    return objectsOf(this.#chunk.threads).map((thread) => new HistoryThread(this.#stored, thread));
  }

  @Field(() => [MessageError], {
    description: 'Why there is no history: code 2593109 when the business did not want to share it.',
  })
  get errors(): MessageError[] {
    return errorsOf(this.#chunk.errors);
  }
}
