import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasText, isBoth } from '../fits';
import { EnumField, IntField, PartField, TextField, TimeField } from '../payload';
import { aroundCall, CallEvent } from './call-event';

const CallEventName = openEnum('CallEventName', 'What happened to a call.', {
  CONNECT: 'It came in, or the person called took it: answer with an SDP within 30 to 60 seconds.',
  TERMINATE: 'It ended.',
});

const CallDirection = openEnum('CallDirection', 'Who calls whom.', {
  BUSINESS_INITIATED: 'The business calls.',
  USER_INITIATED: 'The business is called.',
});

const CallOutcome = openEnum('CallOutcome', 'How a call ended.', {
  COMPLETED: 'It was answered.',
  FAILED: 'It was not.',
});

const SdpType = openEnum('SdpType', 'What an SDP is.', {
  OFFER: 'What the caller proposes.',
  ANSWER: 'What the other side takes.',
});

@ObjectType({ simpleResolvers: true, description: 'What a call is set up with.' })
export class CallSession {
  @EnumField(SdpType, 'sdp_type', 'Whether it is proposed or taken.')
  sdpType!: string | null;
  sdpTypeRaw!: string | null;

  @TextField('sdp', 'The session description (SDP, RFC 8866).')
  sdp!: string | null;
}

@ObjectType({
  implements: [EventType, CallEvent],
  simpleResolvers: true,
  description: 'A call came in, was taken, or ended (`calls`).',
})
export class CallUpdated extends CallEvent {
  @EnumField(CallEventName, 'event', 'What happened.')
  callEvent!: string | null;
  callEventRaw!: string | null;

  @EnumField(CallDirection, 'direction', 'Who calls whom.')
  callDirection!: string | null;
  callDirectionRaw!: string | null;

  @PartField(() => CallSession, 'session', 'What to set the call up with.')
  session!: CallSession | null;

  @EnumField(CallOutcome, 'status', 'How it ended.')
  callOutcome!: string | null;
  callOutcomeRaw!: string | null;

  @TimeField('start_time', 'When it was answered; null if it was not.')
  startTime!: Date | null;

  @TimeField('end_time', 'When it ended; null if it was not answered.')
  endTime!: Date | null;

  @IntField('duration', 'How long it lasted, in seconds; null if it was not answered.')
  durationSeconds!: number | null;

  @TextField('deeplink_payload', 'What was in the call link that the person tapped.')
  deeplinkPayload!: string | null;

  @TextField('cta_payload', 'What was in the call button that the person tapped.')
  ctaPayload!: string | null;
}

export const callUpdated = declaredEvent({
  kind: 'CALL_UPDATED',
  type: CallUpdated,
  description: 'A call came in, was taken, or ended',
  fields: ['calls'],
  fits: isBoth(hasText('id'), hasText('event')),
  also: aroundCall,
});
