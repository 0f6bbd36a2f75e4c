import { InterfaceType } from 'type-graphql';
import { ConcreteType } from '../../../planner/declare';
import { EventType, eventTypeName } from '../event';
import { TextField } from '../payload';

@InterfaceType('PhoneNumberEvent', {
  implements: EventType,
  description: 'Something happened to a business phone number.',
})
@ConcreteType(eventTypeName)
export abstract class PhoneNumberEvent extends EventType {
  @TextField(
    'display_phone_number',
    'The number as Meta writes it, usually its digits alone. Null where Meta names it by its id only.',
  )
  displayPhoneNumber!: string | null;
}
