/** Example data in Graph's shape: the same that every contestant reads. */

const ACCOUNTS = 5;
const NUMBERS_PER_ACCOUNT = 4;
const TEMPLATES_PER_ACCOUNT = 20;

export const accountIds = Array.from({ length: ACCOUNTS }, (_, index) => String(102290129340000 + index));

const paging = { cursors: { before: 'QVFIUmJlZm9yZQZDZD', after: 'QVFIUmFmdGVyQQZDZD' } };

export function profileOf(number: string) {
  return {
    about: `About ${number}`,
    email: 'hello@example.com',
    websites: ['https://example.com/'],
    vertical: 'RETAIL',
  };
}

export function numbersOf(accountId: string) {
  return Array.from({ length: NUMBERS_PER_ACCOUNT }, (_, index) => {
    const id = `${accountId}${index}`;
    return {
      id,
      display_phone_number: `+1 631-555-${String(1000 + index)}`,
      verified_name: `Lucky Shrub ${index}`,
      quality_rating: 'GREEN',
      throughput: { level: 'STANDARD' },
      whatsapp_business_profile: { data: [profileOf(id)] },
    };
  });
}

export function templatesOf(accountId: string) {
  return Array.from({ length: TEMPLATES_PER_ACCOUNT }, (_, index) => ({
    id: `${accountId}9${index}`,
    name: `order_update_${index}`,
    language: 'en_US',
    status: 'APPROVED',
    category: 'UTILITY',
  }));
}

export function accountOf(id: string) {
  return {
    id,
    name: `Account ${id}`,
    currency: 'USD',
    phone_numbers: { data: numbersOf(id), paging },
    message_templates: { data: templatesOf(id), paging },
  };
}

/** The query whose answer is 5 accounts, 20 phone numbers with their profiles, and 100 templates. */
export const NESTED_QUERY = `query Nested($templates: Int = 25) {
  whatsAppBusinessAccounts(first: 5) {
    nodes {
      id name currency
      phoneNumbers(first: 10) {
        nodes { id displayPhoneNumber verifiedName qualityRating throughput { level } businessProfile { about email websites vertical } }
      }
      messageTemplates(first: $templates) { nodes { id name language status category } }
    }
  }
}`;

/** The `fields` parameter that asks for the same in one request. */
export const NESTED_FIELDS =
  'id,name,currency,phone_numbers.limit(10){id,display_phone_number,verified_name,quality_rating,throughput,' +
  'whatsapp_business_profile{about,email,websites,vertical}},message_templates.limit(25){id,name,language,status,category}';

export const PHONE_NUMBER_ID = `${accountIds[0]}0`;

export const SEND_MUTATION = `mutation Send($to: String!) {
  sendMessage(input: { phoneNumberId: "${PHONE_NUMBER_ID}", to: $to, content: { text: { body: "Your order has shipped." } } }) {
    message { id }
    userErrors { code message }
  }
}`;
