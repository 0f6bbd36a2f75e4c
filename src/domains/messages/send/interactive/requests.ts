import { SendInput } from '../declare/decorators';
import { inParameters } from '../declare/forms';
import { BodyField } from './frame';

@SendInput('LocationRequestInput', {
  description: 'Asks the customer to share a location (`location_request_message`).',
  toGraph: inParameters('send_location'),
})
export class LocationRequestInput {
  @BodyField()
  body!: string;
}

@SendInput('CallPermissionRequestInput', {
  description:
    'Asks the customer for permission to be called (`call_permission_request`): 1 in 24 hours, 2 in 7 days.',
  toGraph: inParameters('call_permission_request'),
})
export class CallPermissionRequestInput {
  @BodyField({ optional: true })
  body?: string | null;
}

@SendInput('ContactInfoRequestInput', {
  description: 'Asks the customer to share the phone number (`request_contact_info`).',
  toGraph: inParameters('request_contact_info'),
})
export class ContactInfoRequestInput {
  @BodyField()
  body!: string;
}
