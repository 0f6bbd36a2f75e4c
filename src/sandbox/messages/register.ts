import { graphTime } from '../clock';
import { invalidParameter } from '../graph-error';
import { isObject } from '../json';
import type { CallContext } from '../model/call-context';
import type { Write } from '../model/kind';
import type { PhoneNumber } from '../model/records';
import { textOf } from '../read/arguments';
import { messageError } from './error-codes';

function pinOf(value: unknown): string {
  const pin = String(value ?? '');
  if (!/^\d{6}$/.test(pin)) throw invalidParameter('Param pin must be 6 characters long.');
  return pin;
}

/** Counts both ways; a number that was locked stays so for three days. */
function checkRegistrations(phoneNumber: PhoneNumber, { limits }: CallContext): void {
  if (limits.registration.take(phoneNumber)) return;
  throw messageError(
    133016,
    'There were too many registration attempts for this phone number in a short period of time.',
  );
}

/** `POST /{phone-number-id}/register`: from then on it can send. */
export const register: Write<PhoneNumber> = (phoneNumber, parameters, context) => {
  if (parameters.messaging_product !== 'whatsapp') {
    throw invalidParameter('The parameter messaging_product is required.');
  }
  const pin = pinOf(parameters.pin);
  checkRegistrations(phoneNumber, context);
  if (phoneNumber.is_pin_enabled && phoneNumber.pin !== undefined && phoneNumber.pin !== pin) {
    throw messageError(133005);
  }
  Object.assign(phoneNumber, {
    pin,
    is_pin_enabled: true,
    status: 'CONNECTED',
    platform_type: 'CLOUD_API',
    throughput: { level: 'STANDARD' },
    code_verification_status: 'VERIFIED',
    last_onboarded_time: graphTime(context.clock.now()),
  });
  return { success: true };
};

/** `POST /{phone-number-id}/deregister`. */
export const deregister: Write<PhoneNumber> = (phoneNumber, _parameters, context) => {
  if (phoneNumber.is_on_biz_app) {
    throw invalidParameter('A number that is used in the WhatsApp Business app cannot be deregistered.');
  }
  checkRegistrations(phoneNumber, context);
  delete phoneNumber.pin;
  Object.assign(phoneNumber, {
    status: 'DISCONNECTED',
    platform_type: 'NOT_APPLICABLE',
    throughput: { level: 'NOT_APPLICABLE' },
  });
  return { success: true };
};

/** `POST /{phone-number-id}`: PIN, display name, visibility or its own callback URL. */
export const setPhoneNumber: Write<PhoneNumber> = (phoneNumber, parameters) => {
  if (parameters.pin !== undefined) {
    phoneNumber.pin = pinOf(parameters.pin);
    phoneNumber.is_pin_enabled = true;
  }
  const name = textOf(parameters, 'new_display_name');
  if (name !== undefined) {
    Object.assign(phoneNumber, { new_display_name: name, new_name_status: 'PENDING_REVIEW' });
  }
  phoneNumber.search_visibility = textOf(parameters, 'search_visibility') ?? phoneNumber.search_visibility;
  const { webhook_configuration: override } = parameters;
  if (isObject(override)) {
    const uri = textOf(override, 'override_callback_uri');
    if (uri === undefined) delete phoneNumber.webhookOverride;
    else {
      phoneNumber.webhookOverride = {
        override_callback_uri: uri,
        verify_token: String(override.verify_token),
      };
    }
  }
  return { success: true };
};
