import type { Value } from '../webhooks/payloads';

/** What a content may refer to. */
export interface Conversation {
  /** The last message that the business sent to the customer, else any id. */
  readonly lastSent: string;
  /** The last message that the customer wrote to the number, else any id. */
  readonly lastReceived: string;
  /** Unix seconds. */
  readonly now: number;
}

type Sample = (conversation: Conversation) => Value | readonly Value[];

/** What is said when the caller leaves it open, by message type. Media are filled in apart from this. */
const CONTENTS: Readonly<Record<string, Sample>> = {
  text: () => ({ body: 'Hello, is my order on its way?' }),
  location: () => ({
    latitude: 47.6062,
    longitude: -122.3321,
    name: 'Pike Place Market',
    address: '85 Pike St, Seattle, WA 98101',
  }),
  contacts: () => [
    {
      name: { formatted_name: 'Grace Kim', first_name: 'Grace', last_name: 'Kim' },
      phones: [{ phone: '+1 (650) 555-0188', wa_id: '16505550188', type: 'CELL' }],
      emails: [{ email: 'grace@shop.example', type: 'WORK' }],
      org: { company: 'Alder & Pine' },
    },
  ],
  button: () => ({ payload: 'Yes, please', text: 'Yes, please' }),
  order: () => ({
    catalog_id: '194836987003835',
    text: 'Please wrap it as a gift',
    product_items: [
      { product_retailer_id: 'jacket-m', quantity: 2, item_price: 89.9, currency: 'USD' },
      { product_retailer_id: 'lantern', quantity: 1, item_price: 24.5, currency: 'USD' },
    ],
  }),
  reaction: ({ lastSent }) => ({ message_id: lastSent, emoji: '👍' }),
  edit: ({ lastReceived }) => ({
    original_message_id: lastReceived,
    message: { type: 'text', text: { body: 'Hello, is my order on its way already?' } },
  }),
  revoke: ({ lastReceived }) => ({ original_message_id: lastReceived }),
  unsupported: () => ({ type: 'poll' }),
};

/** Kinds of `interactive`, each of which may also stand as a message's type here. */
const INTERACTIVES: Readonly<Record<string, Sample>> = {
  button_reply: () => ({ id: 'confirm', title: 'Confirm' }),
  list_reply: () => ({ id: 'express', title: 'Express', description: 'Next day by noon' }),
  nfm_reply: () => ({
    name: 'flow',
    body: 'Sent',
    response_json: '{"flow_token":"unused","rating":"good"}',
  }),
  call_permission_reply: ({ now }) => ({
    response: 'accept',
    expiration_timestamp: now + 7 * 86_400,
    response_source: 'user_action',
  }),
  payment_method: ({ now }) => ({
    payment_method: 'pix',
    payment_timestamp: now,
    reference_id: 'order-17',
    last_four_digits: '4242',
    credential_id: 'cred-17',
  }),
};

/** Types that have no object of their own. */
const WITHOUT_CONTENT = ['request_welcome'];

/** Every type that a message can be sent with though nothing but the type is said. */
export const SAMPLED_TYPES: readonly string[] = [
  ...Object.keys(CONTENTS),
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'interactive',
  ...Object.keys(INTERACTIVES),
  'system',
  ...WITHOUT_CONTENT,
];

/** The message as it stands in a webhook: type and content, completed where the caller left it open. */
export function completed(type: string, given: Value, conversation: Conversation): Value | undefined {
  const reply = INTERACTIVES[type];
  if (reply !== undefined) {
    const { [type]: own, interactive, ...rest } = given;
    return {
      ...rest,
      type: 'interactive',
      interactive: interactive ?? { type, [type]: own ?? reply(conversation) },
    };
  }
  if (type === 'interactive' && given.interactive === undefined)
    return completed('button_reply', given, conversation);
  if (WITHOUT_CONTENT.includes(type) || given[type] !== undefined) return withErrors(type, given);
  const sample = CONTENTS[type];
  return sample && withErrors(type, { ...given, [type]: sample(conversation) });
}

/** What WhatsApp can't show comes with an error that says so. */
function withErrors(type: string, content: Value): Value {
  if (type !== 'unsupported' || content.errors !== undefined) return { type, ...content };
  const title = 'Message type unknown';
  const details = 'Message type is currently not supported.';
  return { type, ...content, errors: [{ code: 131051, title, message: title, error_data: { details } }] };
}
