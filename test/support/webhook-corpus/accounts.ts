import type { JsonObject } from '../../../src/common/json';
import { ACCOUNT, NUMBER, one, type Sample } from './sample';

const BUSINESS = '2329417887457253';
const wabaInfo = { waba_id: ACCOUNT, owner_business_id: BUSINESS };

function update(event: string, value: JsonObject, fields: Record<string, unknown>): Sample {
  return one(
    'account_update',
    'AccountUpdated',
    { event, ...value },
    { accountEvent: event, accountEventRaw: event, ...fields },
    { name: `account_update ${event}` },
  );
}

function partner(
  event: string,
  value: JsonObject,
  fields: Record<string, unknown>,
  more: Partial<Sample> = {},
) {
  return one(
    'account_update',
    'AccountPartnerUpdated',
    { event, ...value },
    { accountEvent: event, accountId: ACCOUNT, ...fields },
    { name: `account_update ${event}`, ...more },
  );
}

const plain = [
  'ACCOUNT_DELETED',
  'ACCOUNT_OFFBOARDED',
  'ACCOUNT_RECONNECTED',
  'VERIFIED_ACCOUNT',
  'PHONE_NUMBER_ADDED',
  'PHONE_NUMBER_REMOVED',
];

export const accountSamples: Sample[] = [
  ...plain.map((event) => update(event, {}, { banInfo: null, restrictionInfo: [] })),
  update(
    'ACCOUNT_VIOLATION',
    { violation_info: { violation_type: 'SOMETHING_NEW' }, phone_number: NUMBER },
    {
      violationInfo: { violationType: 'UNRECOGNIZED', violationTypeRaw: 'SOMETHING_NEW' },
      affectedPhoneNumber: NUMBER,
    },
  ),
  update(
    'ACCOUNT_RESTRICTION',
    {
      restriction_info: [
        { restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration: 1739321024 },
        {
          restriction_type: 'RESTRICTED_ADD_PHONE_NUMBER_ACTION',
          expiration: '1739321024',
          remediation: 'Wait',
        },
      ],
    },
    {
      restrictionInfo: [
        {
          restrictionType: 'RESTRICTED_BIZ_INITIATED_MESSAGING',
          expiration: '2025-02-12T00:43:44.000Z',
          remediation: null,
        },
        {
          restrictionType: 'RESTRICTED_ADD_PHONE_NUMBER_ACTION',
          expiration: '2025-02-12T00:43:44.000Z',
          remediation: 'Wait',
        },
      ],
    },
  ),
  update(
    'DISABLED_UPDATE',
    { ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE', waba_ban_date: 'April 17, 2025' } },
    { banInfo: { wabaBanState: 'SCHEDULE_FOR_DISABLE', wabaBanDate: 'April 17, 2025' } },
  ),
  update(
    'AD_ACCOUNT_LINKED',
    { waba_info: { ...wabaInfo, ad_account_linked: '10234123412341' } },
    { wabaInfo: { wabaId: ACCOUNT, ownerBusinessId: BUSINESS, adAccount: '10234123412341' } },
  ),
  update('MM_LITE_TERMS_SIGNED', { waba_info: wabaInfo }, { wabaInfo: { ownerBusinessId: BUSINESS } }),
  update(
    'AUTH_INTL_PRICE_ELIGIBILITY_UPDATE',
    {
      auth_international_rate_eligibility: {
        start_time: 1739321024,
        exception_countries: [{ country_code: 'IN', start_time: 1739321024 }],
      },
    },
    {
      authInternationalRateEligibility: {
        startTime: '2025-02-12T00:43:44.000Z',
        exceptionCountries: [{ countryCode: 'IN', startTime: '2025-02-12T00:43:44.000Z' }],
      },
    },
  ),
  update('BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE', { country: 'US' }, { country: 'US' }),
  update(
    'VOLUME_BASED_PRICING_TIER_UPDATE',
    {
      volume_tier_info: {
        tier_update_time: 1739321024,
        pricing_category: 'UTILITY',
        tier: '25000001:50000000',
        effective_month: '2025-11',
        region: 'India',
      },
    },
    {
      volumeTierInfo: {
        tierUpdateTime: '2025-02-12T00:43:44.000Z',
        pricingCategory: 'UTILITY',
        tier: '25000001:50000000',
        effectiveMonth: '2025-11',
        region: 'India',
      },
    },
  ),
  partner(
    'PARTNER_ADDED',
    { waba_info: { ...wabaInfo, solution_id: 303, solution_partner_business_ids: [506914307656634] } },
    { wabaInfo: { wabaId: ACCOUNT, solutionId: '303', solutionPartnerBusinessIds: ['506914307656634'] } },
    { entry: { id: BUSINESS } },
  ),
  partner(
    'PARTNER_APP_INSTALLED',
    { waba_info: { ...wabaInfo, partner_app_id: '6767676' } },
    { wabaInfo: { partnerAppId: '6767676' } },
  ),
  {
    ...partner('PARTNER_APP_UNINSTALLED', { waba_info: wabaInfo }, { wabaInfo: { wabaId: ACCOUNT } }),
    name: 'PARTNER_APP_UNINSTALLED with field and object inside the value',
    body: {
      entry: [
        {
          id: ACCOUNT,
          time: 1739321024,
          changes: [
            {
              value: {
                event: 'PARTNER_APP_UNINSTALLED',
                waba_info: wabaInfo,
                field: 'account_update',
                object: 'whatsapp_business_account',
              },
            },
          ],
        },
      ],
    },
    events: [
      {
        type: 'AccountPartnerUpdated',
        fields: { accountEvent: 'PARTNER_APP_UNINSTALLED', field: 'account_update' },
        payload: expect.objectContaining({ event: 'PARTNER_APP_UNINSTALLED', waba_info: wabaInfo }),
      },
    ],
  },
  partner(
    'PARTNER_APP_INSTALLED',
    { waba_info: wabaInfo },
    { wabaInfo: { wabaId: ACCOUNT } },
    {
      name: 'PARTNER_APP_INSTALLED with the field beside changes',
      body: {
        object: 'whatsapp_business_account',
        entry: [
          {
            id: ACCOUNT,
            field: 'account_update',
            changes: [{ value: { event: 'PARTNER_APP_INSTALLED', waba_info: wabaInfo } }],
          },
        ],
      },
    },
  ),
  partner(
    'PARTNER_REMOVED',
    { waba_info: wabaInfo, disconnection_info: { reason: 'PRIMARY_INACTIVITY', initiated_by: 'SYSTEM' } },
    { disconnectionInfo: { reason: 'PRIMARY_INACTIVITY', initiatedBy: 'SYSTEM' } },
  ),
  partner(
    'PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE',
    {
      partner_client_certification_info: {
        client_business_id: BUSINESS,
        status: 'FAILED',
        rejection_reasons: ['LEGAL NAME NOT MATCHING', 'SOMETHING NEW'],
      },
    },
    {
      partnerClientCertificationInfo: {
        clientBusinessId: BUSINESS,
        status: 'FAILED',
        rejectionReasons: ['LEGAL_NAME_NOT_MATCHING', 'UNRECOGNIZED'],
        rejectionReasonsRaw: ['LEGAL NAME NOT MATCHING', 'SOMETHING NEW'],
      },
    },
  ),
  one(
    'partner_solutions',
    'PartnerSolutionUpdated',
    { event: 'SOLUTION_CREATED', solution_id: '774485461512159', solution_status: 'INITIATED' },
    { solutionEvent: 'SOLUTION_CREATED', solutionId: '774485461512159', solutionStatus: 'INITIATED' },
    { entry: { id: BUSINESS } },
  ),
  one(
    'partner_solutions',
    'PartnerSolutionUpdated',
    { event: 'SOLUTION_UPDATED', solution_id: '774485461512159', solution_status: 'PENDING_DEACTIVATION' },
    { solutionEvent: 'SOLUTION_UPDATED', solutionStatus: 'PENDING_DEACTIVATION' },
    { name: 'partner_solutions SOLUTION_UPDATED', entry: { id: BUSINESS } },
  ),
  one(
    'account_alerts',
    'AccountAlerted',
    {
      entity_type: 'BUSINESS',
      entity_id: 2329417887457253,
      alert_info: {
        alert_severity: 'WARNING',
        alert_status: 'NONE',
        alert_type: 'INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO',
        alert_description: 'More is needed',
      },
    },
    {
      entityType: 'BUSINESS',
      entityId: BUSINESS,
      alertInfo: {
        alertSeverity: 'WARNING',
        alertStatus: 'NONE',
        alertType: 'INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO',
        alertDescription: 'More is needed',
      },
    },
  ),
  one('account_review_update', 'AccountReviewUpdated', { decision: 'APPROVED' }, { decision: 'APPROVED' }),
  one(
    'business_capability_update',
    'BusinessCapabilityUpdated',
    {
      max_daily_conversations_per_business: 2000,
      max_daily_conversation_per_phone: -1,
      max_phone_numbers_per_business: 20,
      max_phone_numbers_per_waba: 25,
    },
    {
      messagingLimit: 'TIER_2K',
      messagingLimitRaw: '2000',
      maxDailyConversationPerPhone: -1,
      maxPhoneNumbersPerBusiness: 20,
      maxPhoneNumbersPerWaba: 25,
    },
  ),
  one(
    'business_capability_update',
    'BusinessCapabilityUpdated',
    { max_daily_conversations_per_business: 'TIER_10K' },
    { messagingLimit: 'TIER_10K' },
    { name: 'business_capability_update with a tier' },
  ),
  one(
    'business_status_update',
    'BusinessStatusUpdated',
    { business_id: BUSINESS, event: 'COMPROMISED' },
    { businessId: BUSINESS, businessStatusEvent: 'COMPROMISED' },
  ),
  one(
    'campaign_status_update',
    'CampaignStatusUpdated',
    {
      campaign_id: 12345678,
      campaign_name: 'sample_campaign_name',
      old_status: 'ACTIVE',
      new_status: 'PAUSED',
      paused_reasons: ['USER_PAUSED', 'NO_ACTIVE_TEMPLATES'],
      complete_reason: null,
    },
    {
      campaignId: '12345678',
      campaignName: 'sample_campaign_name',
      oldCampaignStatus: 'ACTIVE',
      newCampaignStatus: 'PAUSED',
      newCampaignStatusRaw: 'PAUSED',
      pausedReasons: ['USER_PAUSED', 'NO_ACTIVE_TEMPLATES'],
      completeReason: null,
    },
  ),
  one(
    'payment_configuration_update',
    'PaymentConfigurationUpdated',
    {
      configuration_name: 'razorpay-prod',
      provider_name: 'razorpay',
      provider_mid: 'acc_GP4lfNA0iIMn5B',
      status: 'Needs Testing',
      created_timestamp: 1720203204,
      updated_timestamp: 1721088316,
    },
    {
      configurationName: 'razorpay-prod',
      providerName: 'razorpay',
      providerMid: 'acc_GP4lfNA0iIMn5B',
      configurationStatus: 'NEEDS_TESTING',
      configurationStatusRaw: 'Needs Testing',
      createdTimestamp: '2024-07-05T18:13:24.000Z',
    },
  ),
];
