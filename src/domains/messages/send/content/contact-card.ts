import { SendField, SendInput } from '../declare/decorators';
import { isoDate } from '../declare/rules';
import {
  ContactAddressInput,
  ContactEmailInput,
  ContactNameInput,
  ContactOrganizationInput,
  ContactPhoneInput,
  ContactUrlInput,
} from './contact-card-parts';

@SendInput('ContactCardInput', { description: 'A contact card to send (an entry of `contacts`).' })
export class ContactCardInput {
  @SendField(() => ContactNameInput, { description: 'The name.' })
  name!: ContactNameInput;

  @SendField(() => [ContactPhoneInput], { optional: true, description: 'Phone numbers.' })
  phones?: ContactPhoneInput[] | null;

  @SendField(() => [ContactEmailInput], { optional: true, description: 'E-mail addresses.' })
  emails?: ContactEmailInput[] | null;

  @SendField(() => [ContactUrlInput], { optional: true, description: 'Web addresses.' })
  urls?: ContactUrlInput[] | null;

  @SendField(() => [ContactAddressInput], { optional: true, description: 'Postal addresses.' })
  addresses?: ContactAddressInput[] | null;

  @SendField(() => ContactOrganizationInput, { optional: true, description: 'Where the person works.' })
  org?: ContactOrganizationInput | null;

  @SendField(() => String, { optional: true, rule: isoDate, description: 'Birthday, YYYY-MM-DD.' })
  birthday?: string | null;
}
