import { businessUsernameUpdated } from './business-username-updated';
import { phoneNumberNameUpdated } from './phone-number-name-updated';
import { phoneNumberQualityUpdated } from './phone-number-quality-updated';
import { phoneNumberSecurityUpdated } from './phone-number-security-updated';
import { phoneNumberSettingsUpdated } from './phone-number-settings-updated';

/** The events of business phone numbers. */
export const phoneNumberEvents = [
  phoneNumberNameUpdated,
  phoneNumberQualityUpdated,
  phoneNumberSecurityUpdated,
  phoneNumberSettingsUpdated,
  businessUsernameUpdated,
];
