import type { Business, BusinessAccount } from '../model/records';

const YEAR_2024 = 1_711_963_800;

export const BUSINESSES: readonly Business[] = [
  {
    id: '506914307656634',
    name: 'Alder & Pine Outfitters',
    verification_status: 'verified',
    timezone_id: 1,
    created_time: '2021-04-12T09:26:31+0000',
    vertical: 'RETAIL',
    whatsapp_business_manager_messaging_limit: 'TIER_UNLIMITED',
    marketing_messages_onboarding_status: 'ONBOARDED',
  },
  {
    id: '2729063490586005',
    name: 'Marigold Clinics',
    verification_status: 'verified',
    timezone_id: 58,
    created_time: '2022-11-03T15:02:10+0000',
    vertical: 'HEALTH',
    whatsapp_business_manager_messaging_limit: 'TIER_10K',
    marketing_messages_onboarding_status: 'ELIGIBLE',
  },
  {
    id: '1473829105574632',
    name: 'Kite & Kettle Café',
    verification_status: 'not_verified',
    timezone_id: 25,
    created_time: '2025-02-18T11:47:55+0000',
    vertical: 'RESTAURANT',
    whatsapp_business_manager_messaging_limit: 'TIER_250',
    marketing_messages_onboarding_status: 'PENDING_VALID_PAYMENT_METHOD',
  },
];

interface AccountSeed {
  id: string;
  owner: number;
  partner?: number;
  name: string;
  currency: string;
  timezone: string;
  country: string;
  more?: Partial<BusinessAccount>;
}

function account(seed: AccountSeed, index: number): BusinessAccount {
  const owner = BUSINESSES[seed.owner];
  const partner = seed.partner === undefined ? undefined : BUSINESSES[seed.partner];
  return {
    id: seed.id,
    ownerBusinessId: owner?.id ?? '',
    partnerBusinessIds: partner ? [partner.id] : [],
    name: seed.name,
    currency: seed.currency,
    timezone_id: seed.timezone,
    country: seed.country,
    message_template_namespace: `ba30dd89_2ebd_41e4_b805_f2c05ae04c${10 + index}`,
    account_review_status: 'APPROVED',
    business_verification_status: owner?.verification_status ?? 'not_verified',
    status: 'ACTIVE',
    ownership_type: 'SELF',
    primary_funding_id: `1095${7_340_218 + index * 811}`,
    is_enabled_for_insights: true,
    marketing_messages_onboarding_status: owner?.marketing_messages_onboarding_status ?? 'ELIGIBLE',
    creation_time: YEAR_2024 + index * 5_184_000,
    subscribed: true,
    ...seed.more,
  };
}

export const ACCOUNTS: readonly BusinessAccount[] = [
  {
    id: '102290129340398',
    owner: 0,
    name: 'Alder & Pine US',
    currency: 'USD',
    timezone: '1',
    country: 'US',
    more: { purchase_order_number: 'PO-2026-118' },
  },
  {
    id: '104996122399160',
    owner: 0,
    name: 'Alder & Pine Europe',
    currency: 'EUR',
    timezone: '58',
    country: 'DE',
  },
  {
    id: '215589313241560883',
    owner: 1,
    partner: 0,
    name: 'Marigold Appointments',
    currency: 'INR',
    timezone: '71',
    country: 'IN',
    more: { is_enabled_for_insights: false },
  },
  {
    id: '110284718621945',
    owner: 1,
    name: 'Marigold Pharmacy',
    currency: 'BRL',
    timezone: '25',
    country: 'BR',
    more: {
      healthError: {
        error_code: 141006,
        error_description: 'There is an error with the payment method.',
        possible_solution: 'Check the payment method in the billing hub.',
      },
    },
  },
  {
    id: '339184725960113',
    owner: 2,
    partner: 1,
    name: 'Kite & Kettle',
    currency: 'GBP',
    timezone: '59',
    country: 'GB',
    more: { account_review_status: 'PENDING', ownership_type: 'ON_BEHALF_OF' },
  },
].map(account);
