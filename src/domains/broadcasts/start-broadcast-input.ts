import { Field, ID, InputType } from 'type-graphql';
import { MAX_OWN_CHARS } from '../../common/callback-data';
import { MAX_RECIPIENTS } from '../../outbox/recipient-lists';
import { MessageContentInput } from '../messages/send/content/message-content';
import { DirectSendCategory } from '../messages/send/send-message-input';

const NUMERAL = MAX_RECIPIENTS.toLocaleString('en-US');

@InputType('BroadcastParameterInput', { description: 'What stands for a placeholder of the content.' })
export class BroadcastParameterInput {
  @Field(() => String, { description: 'Name of the placeholder: `first_name` for `{{first_name}}`.' })
  name!: string;

  @Field(() => String, { description: 'The text in its place.' })
  value!: string;
}

@InputType('BroadcastRecipientInput', {
  description: 'Somebody a broadcast goes to: `to` or `recipient` is given.',
})
export class BroadcastRecipientInput {
  @Field(() => String, { nullable: true, description: 'Phone number with its country code.' })
  to?: string | null;

  @Field(() => String, { nullable: true, description: 'Business-scoped user id (BSUID).' })
  recipient?: string | null;

  @Field(() => [BroadcastParameterInput], {
    nullable: true,
    description: 'What stands for the placeholders of the content, for this recipient.',
  })
  parameters?: BroadcastParameterInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: `Text of yours that comes back with every status of the message. At most ${MAX_OWN_CHARS} characters.`,
  })
  bizOpaqueCallbackData?: string | null;
}

@InputType('StartBroadcastInput', {
  description: 'A message to many. Its recipients are given here, or as a list that was uploaded before.',
})
export class StartBroadcastInput {
  @Field(() => ID, { description: 'The business phone number that sends.' })
  phoneNumberId!: string;

  @Field(() => String, { nullable: true, description: 'A name for people. At most 200 characters.' })
  name?: string | null;

  @Field(() => MessageContentInput, {
    description:
      'What the messages say: as for `sendMessage`, a template or anything else. `{{name}}` in any of its texts stands for ' +
      "the recipient's parameter of that name.",
  })
  content!: MessageContentInput;

  @Field(() => [BroadcastRecipientInput], {
    nullable: true,
    description: `Whom it goes to, each once. As many as fit into a request of 2 MiB; upload more, up to ${NUMERAL}, to \`POST /broadcasts/recipients\`.`,
  })
  recipients?: BroadcastRecipientInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The `id` that `POST /broadcasts/recipients` answered. A list is good for one broadcast.',
  })
  recipientListId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'A name of your own for this broadcast: however often it is started with the same key, it is sent once, for as ' +
      'long as it is kept. With other input the answer is `IDEMPOTENCY_KEY_REUSED`. A list needs none. At most 255 characters.',
  })
  idempotencyKey?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Sends what the gateway would keep back, as for `sendMessage`. Default: no.',
  })
  force?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether Meta may use activity on the messages to optimise marketing messages.',
  })
  messageActivitySharing?: boolean | null;

  @Field(() => DirectSendCategory, {
    nullable: true,
    description:
      'What messages without a template are billed as outside the customer service window (Direct Send).',
  })
  category?: string | null;
}
