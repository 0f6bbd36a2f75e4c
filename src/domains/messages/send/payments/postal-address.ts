import { SendField, SendInput } from '../declare/decorators';

/** Lines of an address in India, as orders have them. */
const LINE = { chars: 100, description: 'Street and house number.' } as const;

const postalCode = (text: string) => (/^\d{6}$/.test(text) ? undefined : 'is not a postal code of 6 digits.');

const india = (text: string): string | undefined =>
  text === 'India' ? undefined : 'must be "India": Meta knows no other country here.';

@SendInput('ImporterAddressInput', { description: 'Address of the importer of an item (India).' })
export class ImporterAddressInput {
  @SendField(() => String, { ...LINE, meta: 'address_line1' })
  addressLine1!: string;

  @SendField(() => String, {
    ...LINE,
    optional: true,
    meta: 'address_line2',
    description: 'More of the address.',
  })
  addressLine2?: string | null;

  @SendField(() => String, { optional: true, chars: 120, description: 'City.' })
  city?: string | null;

  @SendField(() => String, { optional: true, chars: 120, description: 'Zone.' })
  zoneCode?: string | null;

  @SendField(() => String, { optional: true, rule: postalCode, description: 'Postal code of 6 digits.' })
  postalCode?: string | null;

  @SendField(() => String, { optional: true, chars: 2, description: 'Country code, such as IN.' })
  countryCode?: string | null;
}

@SendInput('BeneficiaryInput', { description: 'Who gets the goods that are shipped (India).' })
export class BeneficiaryInput {
  @SendField(() => String, { chars: 200, description: 'Name of the person.' })
  name!: string;

  @SendField(() => String, { ...LINE, meta: 'address_line1' })
  addressLine1!: string;

  @SendField(() => String, {
    ...LINE,
    optional: true,
    meta: 'address_line2',
    description: 'More of the address.',
  })
  addressLine2?: string | null;

  @SendField(() => String, { optional: true, chars: 120, description: 'City.' })
  city?: string | null;

  @SendField(() => String, { optional: true, chars: 120, description: 'State.' })
  state?: string | null;

  @SendField(() => String, { rule: india, description: 'The country: "India".' })
  country!: string;

  @SendField(() => String, { rule: postalCode, description: 'Postal code of 6 digits.' })
  postalCode!: string;
}
