import {
  body,
  buttons,
  footer,
  link,
  locationHeader,
  mediaHeader,
  namedBody,
  quickReply,
  type TemplateDraft,
  textHeader,
} from './template-parts';

export const UTILITY_TEMPLATES: readonly TemplateDraft[] = [
  {
    name: 'order_confirmation',
    category: 'UTILITY',
    components: [
      textHeader('Order {{1}}', 'A17-2291'),
      body(
        'Hi {{1}}, thank you for your order. We expect it to leave us on {{2}}. You will hear from us.',
        'Jessica',
        'Friday',
      ),
      footer('You get this because you ordered with us'),
      buttons(link('Track order', 'https://shop.example/orders/{{1}}')),
    ],
  },
  {
    name: 'shipping_update',
    category: 'UTILITY',
    components: [
      namedBody(
        'Hello {{first_name}}, your parcel {{tracking_number}} is on its way and arrives {{day}} at the latest.',
        {
          first_name: 'Jessica',
          tracking_number: 'ZX91',
          day: 'tomorrow',
        },
      ),
      buttons(link('See the parcel', 'https://shop.example/parcels')),
    ],
    more: { parameter_format: 'NAMED' },
  },
  {
    name: 'appointment_reminder',
    category: 'UTILITY',
    components: [
      body(
        "Dear {{1}}, we see you on {{2}} at {{3}} o'clock. Does that still suit you?",
        'Mr Shah',
        '12 May',
        '9',
      ),
      buttons(quickReply('I will come'), quickReply('Another time'), quickReply('Cancel it')),
    ],
  },
  {
    name: 'payment_receipt',
    category: 'UTILITY',
    components: [mediaHeader('DOCUMENT'), body('We have received {{1}}. Here is your receipt.', 'USD 24.00')],
  },
  {
    name: 'pickup_location',
    category: 'UTILITY',
    components: [
      locationHeader,
      body('Your order {{1}} is waiting for you here until {{2}} in the evening.', 'A17', '8'),
    ],
  },
  {
    name: 'order_status_update',
    category: 'UTILITY',
    components: [body('Your order {{1}} has a new status, see below.', 'A17')],
    more: { sub_category: 'ORDER_STATUS' },
  },
  {
    name: 'visit_feedback',
    category: 'UTILITY',
    components: [
      body('Thank you for your visit. Would you tell us in a minute how it was?'),
      buttons({
        type: 'FLOW',
        text: 'Give feedback',
        flow_id: '1184620953772418',
        flow_action: 'NAVIGATE',
        navigate_screen: 'RATING',
      }),
    ],
  },
  {
    name: 'support_ticket',
    category: 'UTILITY',
    components: [
      textHeader('We are on it'),
      body('Your ticket {{1}} is with {{2}} now. Call us if it cannot wait.', '4711', 'Sam'),
      buttons(
        { type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+15550783882' },
        quickReply('It is solved'),
      ),
    ],
  },
  {
    name: 'card_blocked',
    category: 'UTILITY',
    components: [body('We have blocked the card ending in {{1}} as you asked.', '4242')],
    more: { message_send_ttl_seconds: 3600 },
  },
  {
    name: 'may_we_call',
    category: 'UTILITY',
    components: [
      body('May we call you about order {{1}} when something is unclear?', 'A17'),
      { type: 'CALL_PERMISSION_REQUEST' },
    ],
  },
  {
    name: 'order_to_pay',
    category: 'UTILITY',
    components: [
      mediaHeader('IMAGE'),
      body('Your basket is ready, {{1}}: look it over and pay right here.', 'Priya'),
      buttons({ type: 'ORDER_DETAILS', text: 'Review and Pay' }),
    ],
    more: { sub_category: 'ORDER_DETAILS' },
  },
  {
    name: 'talk_to_us',
    category: 'UTILITY',
    components: [
      body('You asked for a call about {{1}}. Reach us free of charge.', 'your claim'),
      buttons({ type: 'VOICE_CALL', text: 'Call on WhatsApp', ttl_minutes: 1440 }),
    ],
  },
];
