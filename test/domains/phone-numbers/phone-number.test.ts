import { queryOver } from '../../support/declared-schema';

const phoneNumber = {
  id: '106540352242922',
  display_phone_number: '+1 631-555-5555',
  verified_name: 'Lucky Shrub',
  quality_rating: 'GREEN',
  quality_score: { score: 'GREEN', date: '1735689600', reasons: ['SPAM'] },
  status: 'CONNECTED',
  code_verification_status: 'VERIFIED',
  name_status: 'AVAILABLE_WITHOUT_REVIEW',
  throughput: { level: 'STANDARD' },
  messaging_limit_tier: 'TIER_1K',
  whatsapp_business_manager_messaging_limit: 'TIER_3K',
  is_official_business_account: false,
  official_business_account: { oba_status: 'NOT_STARTED' },
  is_pin_enabled: true,
  last_onboarded_time: '2025-01-01T00:00:00+0000',
  platform_type: 'CLOUD_API',
  webhook_configuration: { application: 'https://example.com/hook' },
  conversational_automation: {
    enable_welcome_message: true,
    prompts: ['Book a flight'],
    commands: [{ command_name: 'help', command_description: 'Get help' }],
  },
  whatsapp_business_profile: {
    data: [
      {
        messaging_product: 'whatsapp',
        about: 'We grow.',
        address: '1 Hacker Way',
        description: 'Succulents',
        email: 'not an address',
        websites: ['www.example.com'],
        vertical: 'RETAIL',
        profile_picture_url: 'https://pps.whatsapp.net/v/t61?oe=1',
      },
    ],
  },
};

describe('PhoneNumber', () => {
  it('answers its fields from what Graph sent', async () => {
    const result = await queryOver(
      phoneNumber,
      `{ phoneNumber {
        id displayPhoneNumber verifiedName qualityRating qualityScore { score date reasons } status
        codeVerificationStatus nameStatus newNameStatus throughput { level } messagingLimitTier
        whatsAppBusinessManagerMessagingLimit whatsAppBusinessManagerMessagingLimitRaw
        isOfficialBusinessAccount officialBusinessAccount { obaStatus statusMessage } isPinEnabled
        lastOnboardedTime platformType webhookConfiguration { application phoneNumber }
        conversationalAutomation { enableWelcomeMessage prompts commands { commandName commandDescription } }
      } }`,
    );
    expect(result).toEqual({
      data: {
        phoneNumber: {
          id: '106540352242922',
          displayPhoneNumber: '+1 631-555-5555',
          verifiedName: 'Lucky Shrub',
          qualityRating: 'GREEN',
          qualityScore: { score: 'GREEN', date: '2025-01-01T00:00:00.000Z', reasons: ['SPAM'] },
          status: 'CONNECTED',
          codeVerificationStatus: 'VERIFIED',
          nameStatus: 'AVAILABLE_WITHOUT_REVIEW',
          newNameStatus: null,
          throughput: { level: 'STANDARD' },
          messagingLimitTier: 'TIER_1K',
          whatsAppBusinessManagerMessagingLimit: 'UNRECOGNIZED',
          whatsAppBusinessManagerMessagingLimitRaw: 'TIER_3K',
          isOfficialBusinessAccount: false,
          officialBusinessAccount: { obaStatus: 'NOT_STARTED', statusMessage: null },
          isPinEnabled: true,
          lastOnboardedTime: '2025-01-01T00:00:00.000Z',
          platformType: 'CLOUD_API',
          webhookConfiguration: { application: 'https://example.com/hook', phoneNumber: null },
          conversationalAutomation: {
            enableWelcomeMessage: true,
            prompts: ['Book a flight'],
            commands: [{ commandName: 'help', commandDescription: 'Get help' }],
          },
        },
      },
    });
  });

  it('answers the business profile, what the business wrote in it untouched', async () => {
    const result = await queryOver(
      phoneNumber,
      `{ phoneNumber { businessProfile {
        about address description email websites vertical profilePictureUrl messagingProduct
      } } }`,
    );
    expect(result).toEqual({
      data: {
        phoneNumber: {
          businessProfile: {
            about: 'We grow.',
            address: '1 Hacker Way',
            description: 'Succulents',
            email: 'not an address',
            websites: ['www.example.com'],
            vertical: 'RETAIL',
            profilePictureUrl: 'https://pps.whatsapp.net/v/t61?oe=1',
            messagingProduct: 'whatsapp',
          },
        },
      },
    });
  });

  it('has nothing, and no error, where Graph left everything out', async () => {
    const result = await queryOver(
      { id: '1' },
      '{ phoneNumber { id status businessProfile { about } throughput { level } lastOnboardedTime } }',
    );
    expect(result).toEqual({
      data: {
        phoneNumber: {
          id: '1',
          status: null,
          businessProfile: null,
          throughput: null,
          lastOnboardedTime: null,
        },
      },
    });
  });
});
