import { InterfaceType } from 'type-graphql';
import { ConcreteType } from '../../../planner/declare';
import { EventType, eventTypeName } from '../event';

@InterfaceType('ConversationRoutingEvent', {
  implements: EventType,
  description:
    'Something happened in a conversation that several responders share: it passed from one to another, or another one has it.',
})
@ConcreteType(eventTypeName)
export abstract class ConversationRoutingEvent extends EventType {}
