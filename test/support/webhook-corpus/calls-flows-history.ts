import type { JsonObject } from '../../../src/common/json';
import { about, CUSTOMER, contacts, NUMBER, one, type Sample, USER_ID } from './sample';

const connect: JsonObject = {
  id: 'wacid.1',
  from: CUSTOMER,
  to: NUMBER,
  event: 'connect',
  timestamp: '1739321024',
  direction: 'USER_INITIATED',
  session: { sdp_type: 'offer', sdp: 'v=0' },
  deeplink_payload: 'promo',
};
const terminate: JsonObject = {
  id: 'wacid.1',
  to: CUSTOMER,
  from: NUMBER,
  event: 'terminate',
  direction: 'BUSINESS_INITIATED',
  status: ['COMPLETED'],
  start_time: '1739321000',
  end_time: '1739321024',
  duration: 24,
  timestamp: '1739321024',
  biz_opaque_callback_data: 'abc',
};
const ringing: JsonObject = {
  id: 'wacid.1',
  type: 'call',
  status: 'RINGING',
  timestamp: '1739321024',
  recipient_id: CUSTOMER,
};
const call = (
  name: string,
  value: JsonObject,
  type: string,
  payload: JsonObject,
  fields: Record<string, unknown>,
) => ({
  name,
  field: 'calls',
  value: { ...about, ...value },
  events: [{ type, payload, fields }],
});

const flow = (event: string, value: JsonObject, fields: Record<string, unknown>) =>
  one(
    'flows',
    'FlowUpdated',
    { event, flow_id: '594425479261596', message: 'Look', ...value },
    { flowEvent: event, flowId: '594425479261596', flowMessage: 'Look', ...fields },
    { name: `flows ${event}` },
  );

const past = (more: JsonObject): JsonObject => ({
  id: 'wamid.old',
  timestamp: '1739321024',
  type: 'text',
  text: { body: 'Once' },
  ...more,
});

const declined = { errors: [{ code: 2593109, title: 'History sync is turned off', message: 'Off' }] };

export const callSamples: Sample[] = [
  call('call connect', { contacts, calls: [connect] }, 'CallUpdated', connect, {
    callId: 'wacid.1',
    callEvent: 'CONNECT',
    callDirection: 'USER_INITIATED',
    session: { sdpType: 'OFFER', sdp: 'v=0' },
    contact: { userId: USER_ID, waId: CUSTOMER },
    from: CUSTOMER,
    to: NUMBER,
    deeplinkPayload: 'promo',
    callErrors: [],
  }),
  call(
    'call terminate',
    { calls: [terminate], errors: [{ code: 138021, title: 'No answer' }] },
    'CallUpdated',
    terminate,
    {
      callEvent: 'TERMINATE',
      callOutcome: 'COMPLETED',
      callOutcomeRaw: 'COMPLETED',
      startTime: '2025-02-12T00:43:20.000Z',
      durationSeconds: 24,
      bizOpaqueCallbackData: 'abc',
      contact: { waId: CUSTOMER },
      callErrors: [{ code: 138021 }],
    },
  ),
  call('call status', { statuses: [ringing] }, 'CallStatusUpdated', ringing, {
    callId: 'wacid.1',
    callStatus: 'RINGING',
    contact: { waId: CUSTOMER },
  }),
];

export const flowSamples: Sample[] = [
  flow(
    'FLOW_STATUS_CHANGE',
    { old_status: 'DRAFT', new_status: 'PUBLISHED' },
    { oldFlowStatus: 'DRAFT', newFlowStatus: 'PUBLISHED' },
  ),
  flow(
    'CLIENT_ERROR_RATE',
    {
      alert_state: 'ACTIVATED',
      threshold: 10,
      error_rate: 14.28,
      errors: [{ error_type: 'INVALID_SCREEN_TRANSITION', error_rate: 66.66, error_count: 2 }],
    },
    {
      alertState: 'ACTIVATED',
      errorRate: 14.28,
      flowErrors: [{ errorType: 'INVALID_SCREEN_TRANSITION', errorRate: 66.66, errorCount: 2 }],
    },
  ),
  flow(
    'ENDPOINT_LATENCY',
    { alert_state: 'DEACTIVATED', p50_latency: 5000.5, p90_latency: 8000, requests_count: 34 },
    { alertState: 'DEACTIVATED', p50Latency: 5000.5, p90Latency: 8000, requestsCount: 34 },
  ),
  flow(
    'ENDPOINT_ERROR_RATE',
    {
      alert_state: 'ACTIVATED',
      threshold: 10,
      error_rate: 14.28,
      errors: [{ error_type: 'timeout_error', error_rate: 66.66, error_count: 2 }],
    },
    {
      alertState: 'ACTIVATED',
      threshold: 10,
      errorRate: 14.28,
      flowErrors: [{ errorType: 'timeout_error', errorRate: 66.66, errorCount: 2 }],
    },
  ),
  flow('ENDPOINT_AVAILABILITY', { availability: 75 }, { availability: 75 }),
  flow('FLOW_VERSION_EXPIRY_WARNING', {}, { flowErrors: [] }),
];

export const historySamples: Sample[] = [
  one(
    'history',
    'HistorySynced',
    {
      ...about,
      history: [
        {
          metadata: { phase: 0, chunk_order: 1, progress: 55 },
          threads: [
            {
              id: CUSTOMER,
              context: { user_id: USER_ID, username: 'pablo' },
              messages: [
                past({ from: CUSTOMER, history_context: { status: 'READ' } }),
                past({ from: NUMBER, to: CUSTOMER, history_context: { status: 'ERROR' } }),
                past({ from: NUMBER, type: 'media_placeholder', history_context: { status: 'PENDING' } }),
              ],
            },
          ],
        },
      ],
    },
    {
      historyChunks: [
        {
          phase: 0,
          chunkOrder: 1,
          progress: 55,
          errors: [],
          threads: [
            {
              threadId: CUSTOMER,
              contact: { waId: CUSTOMER, userId: USER_ID, username: 'pablo' },
              messages: [
                {
                  historyStatus: 'READ',
                  message: { direction: 'INBOUND', status: 'RECEIVED', content: { body: 'Once' } },
                },
                { historyStatus: 'ERROR', message: { direction: 'OUTBOUND', status: 'FAILED' } },
                { message: { direction: 'OUTBOUND', content: { mediaPending: true } } },
              ],
            },
          ],
        },
      ],
    },
  ),
  one(
    'history',
    'HistorySynced',
    {
      ...about,
      messages: [past({ from: CUSTOMER, type: 'image', image: { id: '7', mime_type: 'image/jpeg' } })],
    },
    {
      historyChunks: [],
      mediaMessages: [{ message: { contact: { waId: CUSTOMER }, content: { media: { id: '7' } } } }],
    },
    { name: 'file of the history' },
  ),
  one(
    'history',
    'HistorySynced',
    { ...about, history: [declined] },
    { historyChunks: [{ errors: [{ code: 2593109 }], threads: [] }] },
    {
      name: 'history declined, without an envelope',
      body: { ...about, history: [declined] },
    },
  ),
];
