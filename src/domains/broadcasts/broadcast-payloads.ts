import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { UserError } from '../graphql/user-error';
import { Broadcast } from './broadcast';

@ObjectType({ simpleResolvers: true, description: 'What came of `startBroadcast`.' })
export class StartBroadcastPayload {
  @Field(() => Broadcast, {
    nullable: true,
    description: 'The broadcast, which is being sent from now on. Null when it was not started.',
  })
  broadcast!: Broadcast | null;

  @Field(() => Boolean, {
    description: 'Whether it was started before, with the same key or list: nothing was started now.',
  })
  replayed!: boolean;

  @Field(() => Int, {
    description:
      'How many recipients cannot be sent to as they were given; the first faults are in `userErrors`.',
  })
  invalidRecipients!: number;

  @Field(() => [UserError], {
    description: 'Why it was not started, 100 at most; empty when it was. Nothing was sent then.',
  })
  userErrors!: UserError[];
}

@ObjectType({ description: 'What came of steering a broadcast.' })
abstract class SteeredPayload {
  @Field(() => Broadcast, { nullable: true, description: 'The broadcast as it stands now.' })
  broadcast!: Broadcast | null;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was, or was so already.' })
  userErrors!: UserError[];
}

@InputType('PauseBroadcastInput', { description: 'A broadcast to pause.' })
export class PauseBroadcastInput {
  @Field(() => ID, { description: 'The broadcast.' })
  id!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `pauseBroadcast`.' })
export class PauseBroadcastPayload extends SteeredPayload {}

@InputType('ResumeBroadcastInput', { description: 'A broadcast to go on with.' })
export class ResumeBroadcastInput {
  @Field(() => ID, { description: 'The broadcast.' })
  id!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `resumeBroadcast`.' })
export class ResumeBroadcastPayload extends SteeredPayload {}

@InputType('CancelBroadcastInput', { description: 'A broadcast to end.' })
export class CancelBroadcastInput {
  @Field(() => ID, { description: 'The broadcast.' })
  id!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `cancelBroadcast`.' })
export class CancelBroadcastPayload extends SteeredPayload {}
