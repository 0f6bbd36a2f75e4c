import { ID } from 'type-graphql';
import { isObject, type JsonObject, type JsonValue } from '../../../../common/json';
import { SendField, SendInput } from '../declare/decorators';
import { inParameters } from '../declare/forms';
import { metaEnum } from '../declare/meta-enum';
import type { Report } from '../declare/problem';
import { phoneNumber } from '../declare/rules';
import { repeated } from '../declare/unique';
import { BodyField, FooterField, HeaderField, type InteractiveHeaderInput } from './frame';

const AddressCountry = metaEnum('AddressCountry', 'Countries that address messages exist in.', {
  IN: ['IN', 'India.'],
  SG: ['SG', 'Singapore.'],
});

const AddressField = metaEnum('AddressField', 'A field of an address form.', {
  NAME: 'Name of the recipient.',
  PHONE_NUMBER: 'Phone number of the recipient.',
  IN_PIN_CODE: 'Postal code in India.',
  SG_POST_CODE: 'Postal code in Singapore.',
  HOUSE_NUMBER: 'House or flat number.',
  FLOOR_NUMBER: 'Floor.',
  TOWER_NUMBER: 'Tower.',
  BUILDING_NAME: 'Name of the building.',
  ADDRESS: 'Street and the rest of the address.',
  LANDMARK_AREA: 'Landmark or area.',
  UNIT_NUMBER: 'Unit (Singapore).',
  CITY: 'City.',
  STATE: 'State (India).',
});

@SendInput('AddressValuesInput', { description: 'What an address form is filled with.' })
export class AddressValuesInput {
  @SendField(() => String, { optional: true, description: 'Name of the recipient.' })
  name?: string | null;

  @SendField(() => String, {
    optional: true,
    rule: phoneNumber,
    description: 'Phone number of the recipient.',
  })
  phoneNumber?: string | null;

  @SendField(() => String, { optional: true, chars: 6, description: 'Postal code in India.' })
  inPinCode?: string | null;

  @SendField(() => String, { optional: true, chars: 6, description: 'Postal code in Singapore.' })
  sgPostCode?: string | null;

  @SendField(() => String, { optional: true, description: 'House or flat number.' })
  houseNumber?: string | null;

  @SendField(() => String, { optional: true, description: 'Floor.' })
  floorNumber?: string | null;

  @SendField(() => String, { optional: true, description: 'Tower.' })
  towerNumber?: string | null;

  @SendField(() => String, { optional: true, description: 'Name of the building.' })
  buildingName?: string | null;

  @SendField(() => String, { optional: true, description: 'Street and the rest of the address.' })
  address?: string | null;

  @SendField(() => String, { optional: true, description: 'Landmark or area.' })
  landmarkArea?: string | null;

  @SendField(() => String, { optional: true, description: 'Unit (Singapore).' })
  unitNumber?: string | null;

  @SendField(() => String, { optional: true, description: 'City.' })
  city?: string | null;

  @SendField(() => String, { optional: true, description: 'State (India).' })
  state?: string | null;
}

@SendInput('SavedAddressInput', { description: 'An address that the customer can pick again.' })
export class SavedAddressInput {
  @SendField(() => ID, { description: 'Comes back in the webhook when the address is picked.' })
  id!: string;

  @SendField(() => AddressValuesInput, { description: 'The address.' })
  value!: AddressValuesInput;
}

@SendInput('AddressValidationErrorInput', {
  description: 'What was wrong with a field of the form last time.',
})
export class AddressValidationErrorInput {
  @SendField(() => AddressField, { description: 'The field.' })
  field!: string;

  @SendField(() => String, { description: 'What the customer is told about it.' })
  message!: string;
}

@SendInput<AddressMessageInput>('AddressMessageInput', {
  description: 'Asks the customer for a delivery address (`address_message`). India and Singapore.',
  check: formOfCountry,
  toGraph: inParameters('address_message'),
})
export class AddressMessageInput {
  @HeaderField()
  header?: InteractiveHeaderInput | null;

  @BodyField()
  body!: string;

  @FooterField()
  footer?: string | null;

  @SendField(() => AddressCountry, { description: 'The country whose form is shown.' })
  country!: string;

  @SendField(() => AddressValuesInput, { optional: true, description: 'What the form is filled with.' })
  values?: AddressValuesInput | null;

  @SendField(() => [SavedAddressInput], {
    optional: true,
    description: 'Addresses that the customer can pick.',
  })
  savedAddresses?: SavedAddressInput[] | null;

  @SendField(() => [AddressValidationErrorInput], {
    optional: true,
    wrap: asMessageByField,
    description: 'What was wrong with the address that the customer gave before; the form shows it.',
  })
  validationErrors?: AddressValidationErrorInput[] | null;
}

function asMessageByField(errors: JsonValue): JsonValue {
  const messages: JsonObject = {};
  for (const error of Array.isArray(errors) ? errors : []) {
    if (isObject(error) && typeof error.field === 'string') messages[error.field] = error.message;
  }
  return messages;
}

function formOfCountry(message: AddressMessageInput, report: Report): void {
  const { country, values, savedAddresses, validationErrors } = message;
  if (values) postalCodeOfCountry(country, values, report, 'values');
  savedAddresses?.forEach(({ value }, index) => {
    postalCodeOfCountry(country, value, report, 'savedAddresses', index, 'value');
  });
  for (const index of repeated(savedAddresses ?? [], ({ id }) => id))
    report('id is that of an earlier address; give each its own.', 'savedAddresses', index, 'id');
  for (const index of repeated(validationErrors ?? [], ({ field }) => field))
    report('field has an error already; say all that is wrong with it at once.', 'validationErrors', index);
}

function postalCodeOfCountry(
  country: string,
  { inPinCode, sgPostCode }: AddressValuesInput,
  report: Report,
  ...inside: readonly (string | number)[]
): void {
  if (country === 'IN' && sgPostCode)
    report('sgPostCode is for Singapore; use inPinCode with country IN.', ...inside, 'sgPostCode');
  if (country === 'SG' && inPinCode)
    report('inPinCode is for India; use sgPostCode with country SG.', ...inside, 'inPinCode');
}
