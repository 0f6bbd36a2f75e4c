import { openEnum } from '../../planner/open-enum';

export const BusinessVerificationStatus = openEnum(
  'BusinessVerificationStatus',
  "Where Meta's verification of a business stands.",
  {
    VERIFIED: 'Verified.',
    NOT_VERIFIED: 'Not verified.',
    UNVERIFIED: 'Not verified (another spelling of NOT_VERIFIED).',
    PENDING: 'Under review.',
    PENDING_NEED_MORE_INFO: 'Meta wants more documents.',
    PENDING_SUBMISSION: 'Begun, not handed in.',
    REJECTED: 'Refused.',
    FAILED: 'Could not be done.',
    EXPIRED: 'Was verified; has to be verified again.',
    REVOKED: 'Was verified; Meta took it back.',
    INELIGIBLE: 'Cannot be verified.',
  },
);
