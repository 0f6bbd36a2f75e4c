import { ID } from 'type-graphql';
import { SendField, SendInput } from '../declare/decorators';
import { emojiOrNothing } from '../declare/rules';
import { MESSAGE_ID } from './message-id';

@SendInput('ReactionInput', {
  description: 'An emoji on an earlier message (`reaction`). Only a `sent` status follows it.',
})
export class ReactionInput {
  @SendField(() => ID, {
    ...MESSAGE_ID,
    description: 'The message to react to (`wamid`): at most 30 days old, and no reaction itself.',
  })
  messageId!: string;

  @SendField(() => String, {
    chars: [0, 32],
    rule: emojiOrNothing,
    description: 'Exactly one emoji. The empty string takes the reaction back.',
  })
  emoji!: string;
}
