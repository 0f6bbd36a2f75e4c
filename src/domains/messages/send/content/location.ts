import { Float } from 'type-graphql';
import type { JsonValue } from '../../../../common/json';
import { SendField, SendInput } from '../declare/decorators';
import type { Report } from '../declare/problem';

/** A number in decimals. JavaScript writes those nearer to 0 than a tenth of a metre with an exponent, which no map reads. */
function inDegrees(degrees: JsonValue): string {
  return Math.abs(Number(degrees)) < 1e-6 ? '0' : String(degrees);
}

@SendInput<LocationInput>('LocationInput', {
  description: 'A place on the map (`location`).',
  check: addressNeedsName,
})
export class LocationInput {
  @SendField(() => Float, {
    range: [-90, 90],
    wrap: inDegrees,
    description: 'Latitude in degrees, north is positive.',
  })
  latitude!: number;

  @SendField(() => Float, {
    range: [-180, 180],
    wrap: inDegrees,
    description: 'Longitude in degrees, east is positive.',
  })
  longitude!: number;

  @SendField(() => String, { optional: true, chars: 1000, description: 'Name of the place.' })
  name?: string | null;

  @SendField(() => String, {
    optional: true,
    chars: 1000,
    description: 'Address; WhatsApp shows it only with a name.',
  })
  address?: string | null;
}

function addressNeedsName({ name, address }: LocationInput, report: Report): void {
  if (address && !name)
    report('address is given without name; WhatsApp shows it only with one. Add a name.', 'address');
}
