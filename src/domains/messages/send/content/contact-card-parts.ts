import { SendField, SendInput } from '../declare/decorators';
import { metaEnum } from '../declare/meta-enum';
import type { Report } from '../declare/problem';
import { countryCode, email, phoneNumber, webUrl } from '../declare/rules';

const ContactLabel = metaEnum('ContactLabel', 'What an entry of a contact card is for (`type`).', {
  HOME: ['HOME', 'At home.'],
  WORK: ['WORK', 'At work.'],
});

const PhoneLabel = metaEnum('PhoneLabel', 'What a phone number of a contact card is (`type`).', {
  HOME: ['HOME', 'At home.'],
  WORK: ['WORK', 'At work.'],
  CELL: ['CELL', 'A mobile phone.'],
  MAIN: ['MAIN', 'The main number.'],
  IPHONE: ['IPHONE', 'An iPhone.'],
});

const LABEL = { optional: true, description: 'What it is for.' } as const;

@SendInput<ContactNameInput>('ContactNameInput', {
  description: 'The name on a contact card: `formattedName` and at least one of its parts.',
  check: atLeastOnePart,
})
export class ContactNameInput {
  @SendField(() => String, { description: 'The full name, as it is shown.' })
  formattedName!: string;

  @SendField(() => String, { optional: true, description: 'Given name.' })
  firstName?: string | null;

  @SendField(() => String, { optional: true, description: 'Family name.' })
  lastName?: string | null;

  @SendField(() => String, { optional: true, description: 'Middle name.' })
  middleName?: string | null;

  @SendField(() => String, { optional: true, description: 'What stands before the name, such as Dr.' })
  prefix?: string | null;

  @SendField(() => String, { optional: true, description: 'What stands after the name, such as Jr.' })
  suffix?: string | null;
}

function atLeastOnePart(name: ContactNameInput, report: Report): void {
  if (name.firstName || name.lastName || name.middleName || name.prefix || name.suffix) return;
  report(
    'name has only formattedName; Meta wants one more part. Add firstName, lastName, middleName, prefix or suffix.',
  );
}

@SendInput('ContactPhoneInput', { description: 'A phone number on a contact card.' })
export class ContactPhoneInput {
  @SendField(() => String, {
    rule: phoneNumber,
    description: 'The number with its country code, as it is shown.',
  })
  phone!: string;

  @SendField(() => PhoneLabel, LABEL)
  type?: string | null;

  @SendField(() => String, {
    optional: true,
    meta: 'wa_id',
    rule: phoneNumber,
    description: 'WhatsApp id of the person (`wa_id`): with it the card has a button to message them.',
  })
  waId?: string | null;
}

@SendInput('ContactEmailInput', { description: 'An e-mail address on a contact card.' })
export class ContactEmailInput {
  @SendField(() => String, { rule: email, description: 'The address.' })
  email!: string;

  @SendField(() => ContactLabel, LABEL)
  type?: string | null;
}

@SendInput('ContactUrlInput', { description: 'A web address on a contact card.' })
export class ContactUrlInput {
  @SendField(() => String, { rule: webUrl, description: 'The URL.' })
  url!: string;

  @SendField(() => ContactLabel, LABEL)
  type?: string | null;
}

@SendInput('ContactAddressInput', { description: 'A postal address on a contact card.' })
export class ContactAddressInput {
  @SendField(() => String, { optional: true, description: 'Street and house number.' })
  street?: string | null;

  @SendField(() => String, { optional: true, description: 'City.' })
  city?: string | null;

  @SendField(() => String, { optional: true, description: 'State or region, as a code or a name.' })
  state?: string | null;

  @SendField(() => String, { optional: true, description: 'Postal code.' })
  zip?: string | null;

  @SendField(() => String, { optional: true, description: 'Name of the country.' })
  country?: string | null;

  @SendField(() => String, {
    optional: true,
    rule: countryCode,
    description: 'ISO 3166 code of the country.',
  })
  countryCode?: string | null;

  @SendField(() => ContactLabel, LABEL)
  type?: string | null;
}

@SendInput('ContactOrganizationInput', { description: 'Where the person of a contact card works.' })
export class ContactOrganizationInput {
  @SendField(() => String, { optional: true, description: 'Name of the company.' })
  company?: string | null;

  @SendField(() => String, { optional: true, description: 'Department.' })
  department?: string | null;

  @SendField(() => String, { optional: true, description: 'Job title.' })
  title?: string | null;
}
