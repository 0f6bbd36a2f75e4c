import { invalidParameter } from '../../graph-error';
import type { EdgeSpec } from '../kind';
import type { PhoneNumber } from '../records';

const FEATURES = ['calling', 'payload_encryption', 'storage_configuration', 'user_identity_change'];

/** `GET` and `POST /{phone-number-id}/settings`. */
export const phoneNumberSettings: EdgeSpec<PhoneNumber> = {
  description: 'Calling, encryption, storage and identity checks',
  notExpandable: true,
  members: () => [],
  plain: ({ settings }) => ({
    calling: { status: 'DISABLED', call_icon_visibility: 'DEFAULT', callback_permission_status: 'DISABLED' },
    storage_configuration: { status: 'DEFAULT' },
    ...settings,
  }),
  create: (phoneNumber, parameters) => {
    const given = FEATURES.filter((feature) => parameters[feature] !== undefined);
    const [feature] = given;
    if (feature === undefined || given.length > 1) {
      throw invalidParameter(`Exactly one of {${FEATURES.join(', ')}} must be given.`);
    }
    phoneNumber.settings[feature] = parameters[feature];
    return { success: true };
  },
};
