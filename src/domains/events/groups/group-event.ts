import { InterfaceType } from 'type-graphql';
import { ConcreteType } from '../../../planner/declare';
import { EventType, eventTypeName } from '../event';

@InterfaceType('GroupEvent', {
  implements: EventType,
  description:
    'Something happened to groups, or what was asked for is done: `requestId` is the one that the API answered with.',
})
@ConcreteType(eventTypeName)
export abstract class GroupEvent extends EventType {}
