import { ObjectType } from 'type-graphql';
import type { MessageError } from '../../messages/message-error';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasObject } from '../fits';
import { ErrorsField, PartsField } from '../payload';
import { TrackingEvent } from './tracking-event';
import { UserAction } from './user-action';

@ObjectType({
  implements: [EventType, TrackingEvent],
  simpleResolvers: true,
  description: 'Recipients tapped links of marketing messages (`user_actions` of the field `messages`).',
})
export class UserActionsReported extends TrackingEvent {
  @PartsField(() => UserAction, 'user_actions', 'What they did.')
  userActions!: UserAction[];

  @ErrorsField('errors', 'Errors that Meta sent along.')
  messagingErrors!: MessageError[];
}

export const userActionsReported = declaredEvent({
  kind: 'USER_ACTIONS_REPORTED',
  type: UserActionsReported,
  description: 'Recipients tapped links of marketing messages',
  fields: ['messages'],
  fits: hasObject('user_actions'),
});
