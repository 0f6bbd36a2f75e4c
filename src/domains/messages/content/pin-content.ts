import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { JsonObject } from '../../../common/json';
import { integer, make, text } from '../read';

@ObjectType({ simpleResolvers: true, description: 'A message was pinned in a group, or unpinned.' })
export class PinContent {
  @Field(() => ID, { description: 'wamid of the message.' })
  messageId!: string;

  @Field(() => Boolean, { description: 'Whether it was pinned; false: unpinned.' })
  pinned!: boolean;

  @Field(() => Int, { nullable: true, description: 'How many days it stays pinned; 1 to 30.' })
  expirationDays!: number | null;
}

export function pinContent(body: JsonObject): PinContent | undefined {
  const messageId = text(body.message_id);
  if (messageId === null) return undefined;
  const pinned = text(body.type)?.toLowerCase() !== 'unpin';
  return make(PinContent, { messageId, pinned, expirationDays: integer(body.expiration_days) });
}
