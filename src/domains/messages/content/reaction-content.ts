import { Field, ID, ObjectType } from 'type-graphql';
import type { JsonObject } from '../../../common/json';
import { make, text } from '../read';

@ObjectType({ simpleResolvers: true, description: 'A reaction to a message, or that one was taken back.' })
export class ReactionContent {
  @Field(() => ID, { description: 'wamid of the message.' })
  messageId!: string;

  @Field(() => String, { nullable: true, description: 'The emoji; null when the reaction was taken back.' })
  emoji!: string | null;
}

export function reactionContent(body: JsonObject): ReactionContent | undefined {
  const messageId = text(body.message_id);
  return messageId === null
    ? undefined
    : make(ReactionContent, { messageId, emoji: text(body.emoji) || null });
}
