import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasText } from '../fits';
import { ReviewDecision } from '../parts/review-decision';
import { EnumField, TextField } from '../payload';
import { PhoneNumberEvent } from './phone-number-event';

const NameRejectionReason = openEnum('NameRejectionReason', 'Why Meta refused a display name.', {
  NAME_EMPLOYEE_ISSUE: "It has an employee's name in it.",
  NAME_ENDCLIENT_NOTRELATED: 'It has nothing to do with the business that uses it.',
  NAME_FORMAT_UNACCEPTABLE: 'Its format breaks the rules.',
  NAME_INDIVIDUAL_ISSUE: "It is a person's name.",
  NAME_NOT_CONSISTENT: "It is not in keeping with the business's name elsewhere.",
  UNKNOWN: 'Meta does not say.',
  NONE: 'It was not refused.',
});

@ObjectType({
  implements: [EventType, PhoneNumberEvent],
  simpleResolvers: true,
  description: 'Meta reviewed the display name of a business phone number (`phone_number_name_update`).',
})
export class PhoneNumberNameUpdated extends PhoneNumberEvent {
  @EnumField(ReviewDecision, 'decision', 'What the review came to.')
  decision!: string | null;
  decisionRaw!: string | null;

  @TextField('requested_verified_name', 'The display name that was asked for.')
  requestedVerifiedName!: string | null;

  @EnumField(NameRejectionReason, 'rejection_reason', 'Why it was refused.')
  nameRejectionReason!: string | null;
  nameRejectionReasonRaw!: string | null;
}

export const phoneNumberNameUpdated = declaredEvent({
  kind: 'PHONE_NUMBER_NAME_UPDATED',
  type: PhoneNumberNameUpdated,
  description: 'Meta reviewed a display name',
  fields: ['phone_number_name_update'],
  fits: hasText('decision', 'display_phone_number'),
});
