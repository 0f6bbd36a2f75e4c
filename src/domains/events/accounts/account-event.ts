import { InterfaceType } from 'type-graphql';
import { ConcreteType } from '../../../planner/declare';
import { EventType, eventTypeName } from '../event';

@InterfaceType('AccountEvent', {
  implements: EventType,
  description:
    'Something happened to a WhatsApp Business account or its portfolio, or Meta reported errors of it.',
})
@ConcreteType(eventTypeName)
export abstract class AccountEvent extends EventType {}
