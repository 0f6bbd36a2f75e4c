import type { PhoneNumber } from '../model/records';
import { Random } from '../random';
import { ACCOUNTS } from './portfolios';

/** The PIN of every registered number. */
const PIN = '123456';

const ids = new Random(0);

type Row = readonly [
  account: number,
  country: string,
  dialCode: string,
  number: string,
  name: string,
  quality: string,
  throughput: string,
  more?: Partial<PhoneNumber>,
];

const ROWS: readonly Row[] = [
  [
    0,
    'US',
    '1',
    '555-078-3881',
    'Alder & Pine',
    'GREEN',
    'HIGH',
    { is_official_business_account: true, username: 'alderandpine' },
  ],
  [0, 'US', '1', '555-078-3882', 'Alder & Pine Support', 'GREEN', 'STANDARD'],
  [0, 'US', '1', '555-078-3883', 'Alder & Pine Outlet', 'YELLOW', 'STANDARD', { qualityReasons: ['SPAM'] }],
  [
    0,
    'US',
    '1',
    '555-078-3884',
    'Alder & Pine Rewards',
    'RED',
    'STANDARD',
    { status: 'FLAGGED', qualityReasons: ['SPAM', 'NOT_RELEVANT'] },
  ],
  [0, 'US', '1', '555-078-3885', 'Alder & Pine Seattle', 'UNKNOWN', 'STANDARD', { is_on_biz_app: true }],
  [
    0,
    'US',
    '1',
    '555-078-3886',
    'Alder & Pine Returns',
    'UNKNOWN',
    'NOT_APPLICABLE',
    unregistered('PENDING'),
  ],
  [1, 'DE', '49', '30 901820411', 'Alder & Pine Berlin', 'GREEN', 'STANDARD'],
  [1, 'FR', '33', '1 99 00 12 34', 'Alder & Pine Paris', 'GREEN', 'STANDARD'],
  [
    1,
    'ES',
    '34',
    '910 050 117',
    'Alder & Pine Madrid',
    'YELLOW',
    'STANDARD',
    { name_status: 'PENDING_REVIEW' },
  ],
  [1, 'GB', '44', '20 7946 0118', 'Alder & Pine London', 'GREEN', 'HIGH'],
  [
    1,
    'IT',
    '39',
    '06 9480 3321',
    'Alder & Pine Roma',
    'UNKNOWN',
    'STANDARD',
    { name_status: 'DECLINED', new_display_name: 'Alder Pine Roma', new_name_status: 'PENDING_REVIEW' },
  ],
  [2, 'IN', '91', '98765 40101', 'Marigold Clinics', 'GREEN', 'HIGH', { is_official_business_account: true }],
  [2, 'IN', '91', '98765 40102', 'Marigold Clinics Mumbai', 'GREEN', 'STANDARD'],
  [2, 'IN', '91', '98765 40103', 'Marigold Labs', 'YELLOW', 'STANDARD', { qualityReasons: ['OTHER'] }],
  [
    2,
    'IN',
    '91',
    '98765 40104',
    'Marigold Dental',
    'UNKNOWN',
    'STANDARD',
    { name_status: 'AVAILABLE_WITHOUT_REVIEW' },
  ],
  [3, 'BR', '55', '11 95555-0143', 'Marigold Farmácia', 'GREEN', 'STANDARD'],
  [
    3,
    'BR',
    '55',
    '21 95555-0187',
    'Marigold Farmácia Rio',
    'RED',
    'STANDARD',
    { status: 'RATE_LIMITED', qualityReasons: ['SPAM'] },
  ],
  [
    3,
    'BR',
    '55',
    '31 95555-0122',
    'Marigold Farmácia BH',
    'UNKNOWN',
    'STANDARD',
    { name_status: 'EXPIRED', code_verification_status: 'EXPIRED' },
  ],
  [4, 'GB', '44', '161 496 0042', 'Kite & Kettle', 'GREEN', 'STANDARD'],
  [
    4,
    'US',
    '1',
    '555-010-4477',
    'Test Number',
    'UNKNOWN',
    'STANDARD',
    { account_mode: 'SANDBOX', name_status: 'NONE' },
  ],
];

/** Added to an account, but not registered: sends from it answer 133010. */
function unregistered(status: string): Partial<PhoneNumber> {
  return {
    status,
    platform_type: 'NOT_APPLICABLE',
    code_verification_status: 'NOT_VERIFIED',
    name_status: 'NONE',
    is_pin_enabled: false,
  };
}

function phoneNumber(row: Row, index: number): PhoneNumber {
  const [account, country, dialCode, number, name, quality, level, more] = row;
  const registered = more?.platform_type !== 'NOT_APPLICABLE';
  return {
    id: index === 0 ? '106540352242922' : ids.digits(15, 'phone number', number),
    accountId: ACCOUNTS[account]?.id ?? '',
    display_phone_number: `+${dialCode} ${number}`,
    verified_name: name,
    quality_rating: quality,
    status: 'CONNECTED',
    code_verification_status: 'VERIFIED',
    name_status: 'APPROVED',
    account_mode: 'LIVE',
    platform_type: 'CLOUD_API',
    throughput: { level },
    is_official_business_account: false,
    is_pin_enabled: true,
    is_preverified_number: false,
    is_on_biz_app: false,
    ...(registered && {
      last_onboarded_time: `2025-0${1 + (index % 9)}-1${index % 10}T08:3${index % 6}:00+0000`,
      pin: PIN,
    }),
    search_visibility: 'NON_VISIBLE',
    country_code: country,
    country_dial_code: dialCode,
    qualityDate: 1_760_000_000 + index * 86_400,
    profile: profile(name, index),
    ...(index % 4 === 0 && {
      conversational_automation: {
        enable_welcome_message: true,
        prompts: ['Where is my order?', 'Opening hours'],
        commands: [{ command_name: 'help', command_description: 'Talk to somebody' }],
      },
    }),
    blockedUsers: [],
    settings: {},
    commerce: { is_cart_enabled: true, is_catalog_visible: index % 2 === 0 },
    ...more,
  };
}

function profile(name: string, index: number): PhoneNumber['profile'] {
  const word = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]+/g, '');
  return {
    about: index % 3 === 0 ? 'Answers within the hour' : 'Hey there! I am using WhatsApp.',
    // Some businesses tell little about themselves.
    ...(index % 5 !== 4 && {
      address: `${12 + index} Harbour Street`,
      description: `${name} on WhatsApp: orders, questions and news.`,
      email: `hello@${word}.example`,
      websites: [`https://www.${word}.example/`],
    }),
    vertical: name.startsWith('Marigold') ? 'HEALTH' : name.startsWith('Kite') ? 'RESTAURANT' : 'RETAIL',
    messaging_product: 'whatsapp',
  };
}

export const PHONE_NUMBERS: readonly PhoneNumber[] = ROWS.map(phoneNumber);
