import type { JsonObject } from '../../../src/common/json';
import { about, CUSTOMER, contacts, NUMBER, one, PHONE_NUMBER_ID, type Sample, USER_ID } from './sample';

const errors = [
  {
    code: 131056,
    title: 'Too fast',
    message: 'Too fast',
    error_data: { details: 'Slow down' },
    href: 'https://x.test',
  },
];
const action = {
  action_type: 'marketing_messages_link_click',
  timestamp: '1739321024',
  marketing_messages_link_click_data: {
    click_component: 'cta',
    click_id: 'c1',
    tracking_token: 't',
    product_id: 7,
  },
};
const userActions = [
  {
    actionType: 'MARKETING_MESSAGES_LINK_CLICK',
    timestamp: '2025-02-12T00:43:44.000Z',
    linkClick: { clickComponent: 'CTA', clickId: 'c1', trackingToken: 't', productId: '7' },
  },
];
const echo = {
  from: NUMBER,
  to: CUSTOMER,
  to_user_id: USER_ID,
  id: 'wamid.echo',
  timestamp: '1739321024',
  type: 'text',
  text: { body: 'From the app' },
};
const payment: JsonObject = {
  id: 'wamid.pay',
  status: 'captured',
  timestamp: '1739321024',
  recipient_id: CUSTOMER,
  type: 'payment',
  payment: {
    reference_id: 'order-7',
    amount: { value: 21000, offset: 100 },
    currency: 'INR',
    transaction: {
      id: 'order_GP',
      pg_transaction_id: 'pay_L4',
      type: 'razorpay',
      status: 'success',
      created_timestamp: 1739321000,
      updated_timestamp: 1739321024,
      method: { type: 'upi' },
    },
    receipt: 'receipt-7',
    notes: { key1: 'v' },
    refunds: [],
  },
};
const member: JsonObject = {
  id: 'wamid.group',
  status: 'read',
  timestamp: '1739321024',
  recipient_id: 'Y2FwaV9ncm91cDox',
  recipient_type: 'group',
  participant_recipient_id: CUSTOMER,
  conversation: {
    id: 'c',
    origin: { type: 'service' },
    pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'group_service' },
  },
};
const passed = {
  previous_owner_role: 'ai_agent',
  new_owner_role: 'escalation',
  previous_owner_app_id: '11',
  new_owner_app_id: 12,
  metadata: 'angry',
  conversation_context: { type: 'summary', summary: { text: 'Wants a refund' } },
};

export const conversationSamples: Sample[] = [
  one(
    'messages',
    'MessagingErrorsReported',
    { ...about, errors },
    {
      messagingErrors: [{ code: 131056, details: 'Slow down', href: 'https://x.test' }],
      phoneNumberId: PHONE_NUMBER_ID,
    },
    { name: 'errors of the value' },
  ),
  one(
    'messages',
    'UserActionsReported',
    { ...about, user_actions: [action] },
    { userActions },
    { name: 'user_actions' },
  ),
  one('tracking_events', 'TrackingEventsReported', { ...about, tracking_events: [action] }, { userActions }),
  one('tracking_events', 'TrackingEventsReported', { tracking_events: 'LINK_CLICK' }, { userActions: [] }),
  one(
    'automatic_events',
    'AutomaticEventsReported',
    {
      ...about,
      automatic_events: [
        {
          id: 'wamid.lead',
          event_name: 'LeadSubmitted',
          timestamp: 1739321024,
          ctwa_clid: 'Afc',
        },
        { id: 'wamid.buy', event_name: 'Purchase', custom_data: { currency: 'USD', value: 9.99 } },
      ],
    },
    {
      automaticEvents: [
        {
          messageId: 'wamid.lead',
          eventName: 'LEAD_SUBMITTED',
          eventNameRaw: 'LeadSubmitted',
          ctwaClid: 'Afc',
        },
        { eventName: 'PURCHASE', customData: { currency: 'USD', value: 9.99 } },
      ],
    },
  ),
  {
    name: 'payment status',
    field: 'messages',
    value: { ...about, statuses: [payment] },
    events: [
      {
        type: 'MessageStatusUpdated',
        payload: payment,
        fields: {
          messageId: 'wamid.pay',
          status: { status: 'CAPTURED', payment: { referenceId: 'order-7', currency: 'INR' } },
        },
      },
    ],
  },
  {
    name: 'group status with the other spelling',
    field: 'messages',
    value: { ...about, statuses: [member] },
    events: [
      {
        type: 'MessageStatusUpdated',
        payload: member,
        fields: {
          contact: { waId: CUSTOMER },
          status: { status: 'READ', pricing: { category: 'GROUP_SERVICE' } },
        },
      },
    ],
  },
  ...(['smb_message_echoes', 'message_echoes'] as const).map(
    (field): Sample => ({
      name: field,
      field,
      value: { ...about, contacts, message_echoes: [echo] },
      events: [
        {
          type: 'MessageEchoed',
          payload: echo,
          fields: {
            echoSource: field === 'message_echoes' ? 'OTHER_SOLUTION' : 'BUSINESS_APP',
            contact: { userId: USER_ID, name: 'Pablo Morales' },
            message: {
              id: 'wamid.echo',
              direction: 'OUTBOUND',
              contact: { waId: CUSTOMER },
              content: { body: 'From the app' },
            },
          },
        },
      ],
    }),
  ),
  one(
    'messaging_handovers',
    'ConversationHandedOver',
    {
      sender: { phone_number: CUSTOMER },
      recipient: { phone_number_id: PHONE_NUMBER_ID, display_phone_number: NUMBER },
      type: 'control_passed',
      timestamp: '1739321024',
      control_passed: passed,
    },
    {
      phoneNumberId: PHONE_NUMBER_ID,
      handoverType: 'CONTROL_PASSED',
      handedOverAt: '2025-02-12T00:43:44.000Z',
      contact: { waId: CUSTOMER },
      displayPhoneNumber: NUMBER,
      control: {
        previousOwnerRole: 'AI_AGENT',
        newOwnerRole: 'ESCALATION',
        newOwnerAppId: '12',
        metadata: 'angry',
        conversationContext: { type: 'summary', summary: { text: 'Wants a refund' } },
      },
    },
  ),
  one(
    'messaging_handovers',
    'ConversationHandedOver',
    {
      recipient: { phone_number_id: PHONE_NUMBER_ID, display_phone_number: NUMBER },
      type: 'control_taken',
      timestamp: '1739321025',
      control_taken: { previous_owner_role: 'marketing', new_owner_role: 'customer_service' },
    },
    {
      phoneNumberId: PHONE_NUMBER_ID,
      handoverType: 'CONTROL_TAKEN',
      contact: null,
      control: { previousOwnerRole: 'MARKETING', newOwnerRole: 'CUSTOMER_SERVICE', metadata: null },
    },
    { name: 'messaging_handovers control_taken' },
  ),
  ...[
    {
      ...echo,
      id: 'wamid.echo.edit',
      type: 'edit',
      edit: {
        original_message_id: 'wamid.echo',
        message: { context: { id: 'wamid.asked' }, type: 'text', text: { body: 'Edited' } },
      },
    },
    { ...echo, id: 'wamid.echo.revoke', type: 'revoke', revoke: { original_message_id: 'wamid.echo' } },
  ].map(
    ({ text: _text, ...payload }): Sample => ({
      name: `echo of ${payload.type}`,
      field: 'smb_message_echoes',
      value: { ...about, contacts, message_echoes: [payload] },
      events: [
        {
          type: 'MessageEchoed',
          payload,
          fields: {
            message: {
              id: payload.id,
              content: { originalMessageId: 'wamid.echo' },
              context: payload.type === 'edit' ? { messageId: 'wamid.asked' } : null,
            },
          },
        },
      ],
    }),
  ),
  one(
    'standby',
    'StandbyReceived',
    {
      ...about,
      standby: {
        contacts,
        messages: [
          { from: CUSTOMER, id: 'wamid.in', timestamp: '1739321024', type: 'text', text: { body: 'Hi' } },
        ],
        message_echoes: [
          {
            id: 'wamid.out',
            timestamp: '1739321024',
            message: { to: CUSTOMER, type: 'text', text: { body: 'Hello' } },
            flow: { flow_id: '1' },
          },
        ],
        statuses: [{ id: 'wamid.out', status: 'read', timestamp: '1739321024', recipient_id: CUSTOMER }],
      },
    },
    {
      standbyMessages: [{ id: 'wamid.in', direction: 'INBOUND', contact: { name: 'Pablo Morales' } }],
      standbyEchoes: [
        {
          message: { id: 'wamid.out', direction: 'OUTBOUND', content: { body: 'Hello' } },
          template: null,
          flow: { flow_id: '1' },
        },
      ],
      standbyStatuses: [{ messageId: 'wamid.out', status: { status: 'READ' } }],
    },
  ),
];
