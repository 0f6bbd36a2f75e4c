import { InterfaceType } from 'type-graphql';
import { ConcreteType } from '../../../planner/declare';
import { EventType, eventTypeName } from '../event';

@InterfaceType('PartnerEvent', {
  implements: EventType,
  description:
    'Something happened between partners: an account was shared, a multi-partner solution changed.',
})
@ConcreteType(eventTypeName)
export abstract class PartnerEvent extends EventType {}
