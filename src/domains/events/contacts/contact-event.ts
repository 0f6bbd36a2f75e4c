import { InterfaceType } from 'type-graphql';
import { ConcreteType } from '../../../planner/declare';
import { EventType, eventTypeName } from '../event';

@InterfaceType('ContactEvent', {
  implements: EventType,
  description:
    'Something is new about people: their ids, what they want to get, or the address book of the app.',
})
@ConcreteType(eventTypeName)
export abstract class ContactEvent extends EventType {}
