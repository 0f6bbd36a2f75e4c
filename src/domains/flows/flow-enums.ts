import { openEnum } from '../../planner/open-enum';

export const FlowStatus = openEnum('FlowStatus', 'Where a Flow stands in its life.', {
  DRAFT: 'Being made: can be changed, deleted, and sent for testing.',
  PUBLISHED: 'Can be sent; cannot be changed any more.',
  DEPRECATED: 'Retired by its owner: cannot be sent or opened.',
  BLOCKED: 'Meta found the endpoint unhealthy: cannot be sent or opened.',
  THROTTLED: 'Meta found the endpoint unhealthy: can be opened, and sent 10 times an hour.',
});

export const FlowCategory = openEnum('FlowCategory', 'What a Flow is for.', {
  SIGN_UP: 'Signing up.',
  SIGN_IN: 'Signing in.',
  APPOINTMENT_BOOKING: 'Booking an appointment.',
  LEAD_GENERATION: 'Finding customers.',
  CONTACT_US: 'Getting in touch.',
  CUSTOMER_SUPPORT: 'Getting help.',
  SURVEY: 'Asking for opinions.',
  OTHER: 'Something else.',
});
