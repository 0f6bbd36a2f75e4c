import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({
  simpleResolvers: true,
  description:
    'The customer took a message back within 2 days (numbers that are also on the WhatsApp Business app).',
})
export class RevokeContent {
  @Field(() => ID, { description: 'wamid of the message that was taken back.' })
  originalMessageId!: string;
}
