import { z } from 'zod';
import { emitter } from './emitter';
import { ofFlow } from './subjects';

const STATUSES = ['DRAFT', 'PUBLISHED', 'DEPRECATED', 'BLOCKED', 'THROTTLED'] as const;

const ALERTS = {
  CLIENT_ERROR_RATE: {
    error_rate: 14.28,
    threshold: 10,
    errors: [{ error_type: 'INVALID_SCREEN_TRANSITION', error_rate: 66.66, error_count: 2 }],
  },
  ENDPOINT_ERROR_RATE: {
    error_rate: 14.28,
    threshold: 10,
    errors: [{ error_type: 'CAPABILITY_ERROR', error_rate: 66.66, error_count: 2 }],
  },
  ENDPOINT_LATENCY: { p90_latency: 8_000, p50_latency: 500, requests_count: 34, threshold: 7_000 },
  ENDPOINT_AVAILABILITY: { availability: 75, threshold: 90 },
} as const;

/** What Meta tells of flows. */
export const flowEmitters = [
  emitter({
    subject: ofFlow,
    action: 'status',
    field: 'flows',
    body: z.strictObject({ status: z.enum(STATUSES) }),
    examples: {
      'Blocked: sends answer 132068': { status: 'BLOCKED' },
      'Throttled: sends answer 132069': { status: 'THROTTLED' },
      'Published again': { status: 'PUBLISHED' },
    },
    emit(flow, { status: new_status }) {
      const { id: flow_id, status: old_status, name } = flow;
      flow.status = new_status;
      const message = `Flow ${name} changed status from ${old_status} to ${new_status}`;
      return { value: { event: 'FLOW_STATUS_CHANGE', message, flow_id, old_status, new_status } };
    },
  }),
  emitter({
    subject: ofFlow,
    action: 'alert',
    field: 'flows',
    body: z.strictObject({
      event: z.enum([
        'CLIENT_ERROR_RATE',
        'ENDPOINT_ERROR_RATE',
        'ENDPOINT_LATENCY',
        'ENDPOINT_AVAILABILITY',
      ]),
      alert_state: z.enum(['ACTIVATED', 'DEACTIVATED']).default('ACTIVATED'),
    }),
    examples: {
      'Its endpoint is slow': { event: 'ENDPOINT_LATENCY' },
      'Its endpoint is up again': { event: 'ENDPOINT_AVAILABILITY', alert_state: 'DEACTIVATED' },
      'It fails on phones': { event: 'CLIENT_ERROR_RATE' },
      'Its endpoint fails': { event: 'ENDPOINT_ERROR_RATE' },
    },
    emit: ({ id: flow_id, name }, { event, alert_state }) => ({
      value: {
        event,
        message: `Flow ${name}: ${event.toLowerCase().replaceAll('_', ' ')} is ${alert_state.toLowerCase()}`,
        flow_id,
        alert_state,
        ...ALERTS[event],
      },
    }),
  }),
];
