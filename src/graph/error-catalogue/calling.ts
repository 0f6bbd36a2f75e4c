import { family } from './entry';

/** The Calling API. */
export const CALLING_ERRORS = family('CALLING', {
  CALLING_NOT_ENABLED: [138000, 'AFTER_ACTION', 'OPERATOR', 'Calling is not enabled for this phone number.'],
  RECEIVER_UNCALLABLE: [138001, 'NEVER', 'CUSTOMER', 'The user cannot be called.'],
  CONCURRENT_CALL_LIMIT: [138002, 'NOW', 'CALLER', 'The number already has 1,000 calls at once.'],
  DUPLICATE_CALL: [138003, 'LATER', 'CALLER', 'There is already a call with this user.'],
  CALL_CONNECTION_ERROR: [138004, 'NOW', 'META', 'The call could not be connected.'],
  CALL_RATE_LIMIT: [138005, 'NOW', 'CALLER', 'Too many calls in too short a time.'],
  CALL_PERMISSION_MISSING: [
    138006,
    'AFTER_ACTION',
    'CUSTOMER',
    'The user has not permitted calls: ask for permission first.',
  ],
  CALL_CONNECTION_TIMEOUT: [138007, 'NOW', 'CALLER', 'The call was not accepted within 30 to 60 seconds.'],
  CALL_PERMISSION_REQUEST_LIMIT: [
    138009,
    'LATER',
    'CALLER',
    'Too many requests for call permission: 1 in 24 hours and 2 in 7 days for one user.',
  ],
  BUSINESS_CALL_LIMIT: [
    138012,
    'LATER',
    'CALLER',
    'The limit of business-initiated calls to this user in 24 hours is reached.',
  ],
  BUSINESS_CALLING_UNAVAILABLE: [
    138013,
    'NEVER',
    'NOBODY',
    'Business-initiated calling is not available here.',
  ],
  CALLING_DISABLED_LOW_QUALITY: [
    138014,
    'LATER',
    'OPERATOR',
    'Calling is disabled for a while for low quality.',
  ],
  CALLING_LIMIT_TOO_LOW: [
    138015,
    'AFTER_ACTION',
    'OPERATOR',
    'Calling needs a messaging limit of at least 2,000.',
  ],
  CALL_PERMISSION_ALREADY_PERMANENT: [
    138017,
    'NEVER',
    'NOBODY',
    'The user has already permitted calls for good.',
  ],
  CALLING_PREREQUISITES_MISSING: [
    138018,
    'AFTER_ACTION',
    'OPERATOR',
    'No app is subscribed to `calls`, or SIP is not set up.',
  ],
  CALL_SETUP_FAILED: [138019, 'NOW', 'META', 'The call ended because it could not be set up.'],
  CALL_RELAY_FAILED: [138020, 'NOW', 'META', 'The call ended because the media relay failed.'],
  CALL_RECEIVE_MEDIA_TIMEOUT: [138021, 'NOW', 'CALLER', 'The call ended because no media was received.'],
  CALL_TRANSMIT_MEDIA_TIMEOUT: [
    138022,
    'NOW',
    'CALLER',
    'The call ended because no media could be transmitted.',
  ],
  CALL_WITHOUT_MEDIA: [138023, 'NOW', 'CALLER', 'The call was accepted, but no media flowed.'],
});
