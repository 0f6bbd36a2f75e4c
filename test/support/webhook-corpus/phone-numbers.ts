import { NUMBER, one, PHONE_NUMBER_ID, type Sample } from './sample';

export const phoneNumberSamples: Sample[] = [
  one(
    'phone_number_name_update',
    'PhoneNumberNameUpdated',
    {
      display_phone_number: NUMBER,
      decision: 'REJECTED',
      requested_verified_name: 'Lucky Shrub',
      rejection_reason: 'NAME_NOT_CONSISTENT',
    },
    {
      displayPhoneNumber: NUMBER,
      decision: 'REJECTED',
      requestedVerifiedName: 'Lucky Shrub',
      nameRejectionReason: 'NAME_NOT_CONSISTENT',
    },
  ),
  one(
    'phone_number_quality_update',
    'PhoneNumberQualityUpdated',
    {
      display_phone_number: NUMBER,
      event: 'THROUGHPUT_UPGRADE',
      max_daily_conversations_per_business: 'TIER_UNLIMITED',
    },
    { qualityEvent: 'THROUGHPUT_UPGRADE', messagingLimit: 'TIER_UNLIMITED', currentLimit: null },
  ),
  one(
    'phone_number_quality_update',
    'PhoneNumberQualityUpdated',
    { display_phone_number: NUMBER, event: 'DOWNGRADE', old_limit: 'TIER_10K', current_limit: 'TIER_1K' },
    { qualityEvent: 'DOWNGRADE', oldLimit: 'TIER_10K', currentLimit: 'TIER_1K', messagingLimit: null },
    { name: 'quality update of before 2026' },
  ),
  one(
    'security',
    'PhoneNumberSecurityUpdated',
    { display_phone_number: NUMBER, event: 'PIN_RESET_REQUEST', requester: '61555822107539' },
    { securityEvent: 'PIN_RESET_REQUEST', requester: '61555822107539' },
  ),
  one(
    'account_settings_update',
    'PhoneNumberSettingsUpdated',
    {
      messaging_product: 'whatsapp',
      timestamp: '1739321024',
      type: 'PHONE_NUMBER_SETTINGS',
      phone_number_settings: {
        phone_number_id: PHONE_NUMBER_ID,
        calling: {
          status: 'ENABLED',
          call_icon_visibility: 'DEFAULT',
          call_icons: { restrict_to_user_countries: ['US', 'BR'] },
          callback_permission_status: 'ENABLED',
          srtp_key_exchange_protocol: 'DTLS',
          call_hours: {
            status: 'ENABLED',
            timezone_id: 'America/Manaus',
            weekly_operating_hours: [{ day_of_week: 'MONDAY', open_time: '0400', close_time: '1020' }],
            holiday_schedule: [{ date: '2026-01-01', start_time: '0000', end_time: '2359' }],
          },
          sip: { status: 'DISABLED', servers: [{ hostname: 'sip.example.com', port: 5061 }] },
        },
      },
    },
    {
      phoneNumberId: PHONE_NUMBER_ID,
      settingsType: 'PHONE_NUMBER_SETTINGS',
      changedAt: '2025-02-12T00:43:44.000Z',
      phoneNumberSettings: {
        calling: {
          status: 'ENABLED',
          callIcons: { restrictToUserCountries: ['US', 'BR'] },
          callHours: {
            weeklyOperatingHours: [{ dayOfWeek: 'MONDAY', openTime: '0400', closeTime: '1020' }],
            holidaySchedule: [{ date: '2026-01-01' }],
          },
          sip: { servers: [{ hostname: 'sip.example.com', port: 5061 }] },
        },
      },
    },
  ),
  ...['business_username_updates', 'business_username_update'].map((field) =>
    one(
      field,
      'BusinessUsernameUpdated',
      { display_phone_number: NUMBER, username: 'luckyshrub', status: 'approved' },
      { username: 'luckyshrub', usernameStatus: 'APPROVED', usernameStatusRaw: 'approved' },
    ),
  ),
  one(
    'business_username_updates',
    'BusinessUsernameUpdated',
    { display_phone_number: NUMBER, status: 'deleted' },
    { username: null, usernameStatus: 'DELETED' },
    { name: 'username deleted' },
  ),
];
