import { Float } from 'type-graphql';
import { SendField, SendInput } from '../declare/decorators';
import type { Report } from '../declare/problem';

@SendInput<LocationInput>('LocationInput', {
  description: 'A place on the map (`location`).',
  check: addressNeedsName,
})
export class LocationInput {
  @SendField(() => Float, {
    range: [-90, 90],
    wrap: String,
    description: 'Latitude in degrees, north is positive.',
  })
  latitude!: number;

  @SendField(() => Float, {
    range: [-180, 180],
    wrap: String,
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
