import { queryOver } from '../../support/declared-schema';

describe('Business', () => {
  it('answers its fields from what Graph sent', async () => {
    const business = {
      id: '506914307656634',
      name: 'Lucky Shrub',
      verification_status: 'pending_need_more_info',
      timezone_id: 0,
      created_time: '2019-03-01T10:00:00-0800',
      updated_time: '2024-03-01T10:00:00+0000',
      two_factor_type: 'admin_required',
      primary_page: { id: '7', name: 'Lucky Shrub' },
      marketing_messages_onboarding_status: 'ONBOARDED',
    };
    const result = await queryOver(
      business,
      `{ business {
        id name verificationStatus timezoneId createdTime updatedTime twoFactorType twoFactorTypeRaw primaryPage { id name } marketingMessagesOnboardingStatus
      } }`,
    );
    expect(result).toEqual({
      data: {
        business: {
          id: '506914307656634',
          name: 'Lucky Shrub',
          verificationStatus: 'PENDING_NEED_MORE_INFO',
          timezoneId: '0',
          createdTime: '2019-03-01T18:00:00.000Z',
          updatedTime: '2024-03-01T10:00:00.000Z',
          twoFactorType: 'ADMIN_REQUIRED',
          twoFactorTypeRaw: 'admin_required',
          primaryPage: { id: '7', name: 'Lucky Shrub' },
          marketingMessagesOnboardingStatus: 'ONBOARDED',
        },
      },
    });
  });
});
