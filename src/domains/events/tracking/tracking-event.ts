import { InterfaceType } from 'type-graphql';
import { ConcreteType } from '../../../planner/declare';
import { EventType, eventTypeName } from '../event';

@InterfaceType('TrackingEvent', {
  implements: EventType,
  description:
    'People did something that Meta counts: tapped links of marketing messages, became leads, bought.',
})
@ConcreteType(eventTypeName)
export abstract class TrackingEvent extends EventType {}
