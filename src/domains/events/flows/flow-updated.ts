import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { FlowStatus } from '../../flows/flow-enums';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasText, isBoth } from '../fits';
import { EnumField, FloatField, IdField, IntField, PartsField, TextField } from '../payload';

const FlowEventName = openEnum('FlowEventName', 'What happened to a Flow.', {
  FLOW_STATUS_CHANGE: 'Its status changed: see `oldFlowStatus` and `newFlowStatus`.',
  CLIENT_ERROR_RATE: 'Many errors on phones: see `errorRate` and `flowErrors`.',
  ENDPOINT_ERROR_RATE: 'Many errors of its endpoint: see `errorRate` and `flowErrors`.',
  ENDPOINT_LATENCY: 'Its endpoint is slow: see `p50Latency` and `p90Latency`.',
  ENDPOINT_AVAILABILITY: 'Its endpoint often does not answer: see `availability`.',
  FLOW_VERSION_EXPIRY_WARNING: 'Its version of Flow JSON will soon no longer be taken.',
});

const FlowAlertState = openEnum('FlowAlertState', 'Whether an alert of a Flow stands.', {
  ACTIVATED: 'It does.',
  DEACTIVATED: 'It no longer does.',
});

@ObjectType({ simpleResolvers: true, description: 'How often an error of a Flow happened.' })
export class FlowErrorRate {
  @TextField('error_type', 'The error.')
  errorType!: string | null;

  @FloatField('error_rate', 'How many of the requests, in percent.')
  errorRate!: number | null;

  @IntField('error_count', 'How many times.')
  errorCount!: number | null;
}

@ObjectType({
  implements: EventType,
  simpleResolvers: true,
  description: 'The status of a Flow changed, or it or its endpoint does badly (`flows`).',
})
export class FlowUpdated extends EventType {
  @IdField('flow_id', 'The Flow.')
  flowId!: string | null;

  @EnumField(FlowEventName, 'event', 'What happened.')
  flowEvent!: string | null;
  flowEventRaw!: string | null;

  @TextField('message', 'The same as a sentence, in English.')
  flowMessage!: string | null;

  @EnumField(FlowStatus, 'old_status', 'The status until now.')
  oldFlowStatus!: string | null;
  oldFlowStatusRaw!: string | null;

  @EnumField(FlowStatus, 'new_status', 'The status from now on.')
  newFlowStatus!: string | null;
  newFlowStatusRaw!: string | null;

  @EnumField(FlowAlertState, 'alert_state', 'Whether the alert stands.')
  alertState!: string | null;
  alertStateRaw!: string | null;

  @FloatField('threshold', 'What the alert begins at, in the unit of what it is about.')
  threshold!: number | null;

  @FloatField('error_rate', 'How many of the requests went wrong, in percent.')
  errorRate!: number | null;

  @IntField('requests_count', 'How many requests it is about.')
  requestsCount!: number | null;

  @FloatField('p50_latency', 'Half of the requests were answered in this time, in milliseconds.')
  p50Latency!: number | null;

  @FloatField('p90_latency', 'Nine of ten requests were answered in this time, in milliseconds.')
  p90Latency!: number | null;

  @FloatField('availability', 'How many of the checks were answered, in percent.')
  availability!: number | null;

  @PartsField(() => FlowErrorRate, 'errors', 'The errors by kind.')
  flowErrors!: FlowErrorRate[];
}

export const flowUpdated = declaredEvent({
  kind: 'FLOW_UPDATED',
  type: FlowUpdated,
  description: 'The status of a Flow changed, or it does badly',
  fields: ['flows'],
  fits: isBoth(hasText('flow_id'), hasText('event')),
});
