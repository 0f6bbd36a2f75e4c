import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasText, isBoth } from '../fits';
import { EnumField, TextField } from '../payload';
import { aroundCall, CallEvent } from './call-event';

const CallStatus = openEnum('CallStatus', 'How far a call of the business has come.', {
  RINGING: "The person's phone is ringing.",
  ACCEPTED: 'The person took it.',
  REJECTED: 'The person refused it.',
});

@ObjectType({
  implements: [EventType, CallEvent],
  simpleResolvers: true,
  description: 'A call of the business rings, was taken or refused (`calls`).',
})
export class CallStatusUpdated extends CallEvent {
  @EnumField(CallStatus, 'status', 'How far it has come.')
  callStatus!: string | null;
  callStatusRaw!: string | null;

  @TextField('type', "Meta's `type` of the status: `call`.")
  statusType!: string | null;
}

export const callStatusUpdated = declaredEvent({
  kind: 'CALL_STATUS_UPDATED',
  type: CallStatusUpdated,
  description: 'A call of the business rings, was taken or refused',
  fields: ['calls'],
  fits: isBoth(hasText('id'), hasText('status')),
  also: aroundCall,
});
