import { Arg, Authorized, Ctx, Field, ID, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { GatewayContext } from '../../context';
import { Consumes } from '../../graphql/consumes';
import { UserError } from '../../graphql/user-error';
import { invalidInput } from '../../graphql/user-error-of';
import { aboutNumber, attempt } from './attempt';
import { MESSAGE_ID } from './content/message-id';
import { SendField, SendInput } from './declare/decorators';
import { metaId } from './declare/rules';
import { toGraph } from './declare/to-graph';

@SendInput('MarkMessageAsReadInput', {
  description: 'A message to mark as read.',
  toGraph: (fields) => ({ messaging_product: 'whatsapp', status: 'read', ...fields }),
})
export class MarkMessageAsReadInput {
  @SendField(() => ID, {
    local: true,
    rule: metaId,
    description: 'The business phone number that received it.',
  })
  phoneNumberId!: string;

  @SendField(() => ID, { ...MESSAGE_ID, description: 'The message (`wamid`); earlier ones are marked too.' })
  messageId!: string;

  @SendField(() => Boolean, {
    optional: true,
    local: true,
    description:
      'Whether the customer sees that you are typing: for 25 seconds, or until you answer. Default: no.',
  })
  typingIndicator?: boolean | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `markMessageAsRead`.' })
export class MarkMessageAsReadPayload {
  @Field(() => Boolean, { description: 'Whether the message is marked as read.' })
  success!: boolean;

  @Field(() => [UserError], { description: 'Why it is not; empty when it is.' })
  userErrors!: UserError[];
}

@Resolver()
export class MarkMessageAsReadResolver {
  @Authorized('messages:send')
  @Consumes('managementCalls')
  @Mutation(() => MarkMessageAsReadPayload, {
    description:
      'Marks a received message and those before it as read (blue ticks), and can show that you are typing; ' +
      '`Conversation.unreadCount` counts from there on. Not for groups. Needs the scope `messages:send`.',
  })
  async markMessageAsRead(
    @Arg('input', () => MarkMessageAsReadInput, { description: 'Which message.' })
    input: MarkMessageAsReadInput,
    @Ctx() { graph, ownership, history }: GatewayContext,
  ): Promise<MarkMessageAsReadPayload> {
    const { json, problems } = toGraph(MarkMessageAsReadInput, input);
    if (problems.length > 0) return { success: false, userErrors: problems.map(invalidInput) };

    const body = input.typingIndicator ? { ...json, typing_indicator: { type: 'text' } } : json;
    const marked = await attempt('idempotent', async () => {
      await ownership.assertPhoneNumber(input.phoneNumberId);
      return graph.call({
        method: 'POST',
        path: `${input.phoneNumberId}/messages`,
        body,
        safety: 'idempotent',
      });
    });
    if (!marked.ok) return { success: false, userErrors: [aboutNumber(marked.error)] };
    const success = marked.value.success !== false;
    // Meta has marked it, so a failure to record that does not change the outcome.
    if (success) await history.recordRead(input.messageId).catch(() => undefined);
    return { success, userErrors: [] };
  }
}
