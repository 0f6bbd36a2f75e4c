import { accountPartnerUpdated } from './account-partner-updated';
import { partnerSolutionUpdated } from './partner-solution-updated';

/** The events between partners. */
export const partnerEvents = [accountPartnerUpdated, partnerSolutionUpdated];
