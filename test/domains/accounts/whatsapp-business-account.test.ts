import { queryOver } from '../../support/declared-schema';

const account = {
  id: '102290129340398',
  name: 'Lucky Shrub',
  timezone_id: 1,
  status: 'ACTIVE',
  account_review_status: 'APPROVED',
  business_verification_status: 'not_verified',
  ownership_type: 'SELF_OWNED',
  owner_business_info: { id: '506914307656634', name: 'Lucky Shrub' },
  owner_business: { id: '506914307656634', verification_status: 'verified' },
  on_behalf_of_business_info: { id: '1', name: 'Client', status: 'APPROVED', type: 'SELF' },
  is_enabled_for_insights: true,
  creation_time: 1_735_689_600,
  dcc_config: { enabled: true, policy_url: 'https://example.com/dcc-policy' },
  audiences: ['customers', 'prospects'],
  auth_international_rate_eligibility: {
    start_time: 1_735_689_600,
    exception_countries: [{ country_code: 'IN', start_time: 1_751_328_000 }],
  },
  'subscribed_apps.limit(100)': {
    data: [
      {
        whatsapp_business_api_data: {
          id: '67084',
          name: 'Shop',
          link: 'https://www.facebook.com/games/?app_id=67084',
        },
        override_callback_uri: 'https://example.com/hook',
      },
      { id: '67085', name: 'Older shape' },
    ],
  },
  health_status: {
    can_send_message: 'BLOCKED',
    entities: [
      { entity_type: 'PHONE_NUMBER', id: '1906385232743451', can_send_message: 'AVAILABLE' },
      {
        entity_type: 'WABA',
        id: '102290129340398',
        can_send_message: 'BLOCKED',
        errors: [
          {
            error_code: 141006,
            error_description: 'There is an error with the payment method.',
            possible_solution: 'Add a new payment method.',
          },
        ],
        additional_info: ['Your display name has not been approved yet.'],
      },
    ],
  },
};

describe('WhatsAppBusinessAccount', () => {
  it('answers its fields from what Graph sent', async () => {
    const result = await queryOver(
      account,
      `{ account {
        id name timezoneId status accountReviewStatus businessVerificationStatus businessVerificationStatusRaw
        ownershipType ownerBusinessInfo { id name } ownerBusiness { id verificationStatus }
        onBehalfOfBusinessInfo { id status type } isEnabledForInsights isSharedWithPartners creationTime country
        dccConfig { isEnabled policyUrl } audiences
        authInternationalRateEligibility { startTime exceptionCountries { countryCode startTime } }
      } }`,
    );
    expect(result).toEqual({
      data: {
        account: {
          id: '102290129340398',
          name: 'Lucky Shrub',
          timezoneId: '1',
          status: 'ACTIVE',
          accountReviewStatus: 'APPROVED',
          businessVerificationStatus: 'NOT_VERIFIED',
          businessVerificationStatusRaw: 'not_verified',
          ownershipType: 'SELF_OWNED',
          ownerBusinessInfo: { id: '506914307656634', name: 'Lucky Shrub' },
          ownerBusiness: { id: '506914307656634', verificationStatus: 'VERIFIED' },
          onBehalfOfBusinessInfo: { id: '1', status: 'APPROVED', type: 'SELF' },
          isEnabledForInsights: true,
          isSharedWithPartners: null,
          dccConfig: { isEnabled: true, policyUrl: 'https://example.com/dcc-policy' },
          audiences: ['customers', 'prospects'],
          creationTime: '2025-01-01T00:00:00.000Z',
          country: null,
          authInternationalRateEligibility: {
            startTime: '2025-01-01T00:00:00.000Z',
            exceptionCountries: [{ countryCode: 'IN', startTime: '2025-07-01T00:00:00.000Z' }],
          },
        },
      },
    });
  });

  it('answers subscribed apps in both shapes Meta has for them', async () => {
    const result = await queryOver(
      account,
      '{ account { subscribedApps { application { id name link } overrideCallbackUri } } }',
    );
    const link = 'https://www.facebook.com/games/?app_id=67084';
    expect(result).toEqual({
      data: {
        account: {
          subscribedApps: [
            {
              application: { id: '67084', name: 'Shop', link },
              overrideCallbackUri: 'https://example.com/hook',
            },
            { application: { id: '67085', name: 'Older shape', link: null }, overrideCallbackUri: null },
          ],
        },
      },
    });
  });

  it('answers health to the leaves', async () => {
    const result = await queryOver(
      account,
      `{ account { healthStatus { canSendMessage entities {
        entityType id canSendMessage errors { errorCode errorDescription possibleSolution } additionalInfo
      } } } }`,
    );
    expect(result).toEqual({
      data: {
        account: {
          healthStatus: {
            canSendMessage: 'BLOCKED',
            entities: [
              {
                entityType: 'PHONE_NUMBER',
                id: '1906385232743451',
                canSendMessage: 'AVAILABLE',
                errors: null,
                additionalInfo: null,
              },
              {
                entityType: 'WABA',
                id: '102290129340398',
                canSendMessage: 'BLOCKED',
                errors: [
                  {
                    errorCode: 141006,
                    errorDescription: 'There is an error with the payment method.',
                    possibleSolution: 'Add a new payment method.',
                  },
                ],
                additionalInfo: ['Your display name has not been approved yet.'],
              },
            ],
          },
        },
      },
    });
  });
});
