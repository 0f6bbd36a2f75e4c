import { openEnum } from '../../../planner/open-enum';

export const ReviewDecision = openEnum('ReviewDecision', 'What a review of Meta came to.', {
  APPROVED: 'Approved.',
  REJECTED: 'Refused.',
  PENDING: 'Not decided yet.',
  DEFERRED: 'Put off: it may be used within limits for now.',
});
