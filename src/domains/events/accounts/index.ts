import { accountPartnerUpdated } from '../partners/account-partner-updated';
import { accountAlerted } from './account-alerted';
import { accountReviewUpdated } from './account-review-updated';
import { accountUpdated } from './account-updated';
import { businessCapabilityUpdated } from './business-capability-updated';
import { businessStatusUpdated } from './business-status-updated';
import { campaignStatusUpdated } from './campaign-status-updated';
import { messagingErrorsReported } from './messaging-errors-reported';
import { paymentConfigurationUpdated } from './payment-configuration-updated';

/** The events of accounts; those about partners are among the events of partners as well. */
export const accountEvents = [
  accountUpdated,
  accountPartnerUpdated,
  accountAlerted,
  accountReviewUpdated,
  businessCapabilityUpdated,
  businessStatusUpdated,
  campaignStatusUpdated,
  paymentConfigurationUpdated,
  messagingErrorsReported,
];
