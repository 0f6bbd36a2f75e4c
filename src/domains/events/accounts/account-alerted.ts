import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasObject, hasText, isEither } from '../fits';
import { EnumField, IdField, PartField, TextField } from '../payload';
import { AccountEvent } from './account-event';

const AlertEntityType = openEnum('AlertEntityType', 'What an alert is about.', {
  BUSINESS: 'A business portfolio.',
  PHONE_NUMBER: 'A business phone number.',
  WABA: 'A WhatsApp Business account.',
  CURRENT_STATUS_ID: "What Meta's documentation names so, without more.",
});

const AlertSeverity = openEnum('AlertSeverity', 'How serious an alert is.', {
  CRITICAL: 'Something has to be done.',
  WARNING: 'Something should be done.',
  INFORMATIONAL: 'Good to know.',
});

const AlertStatus = openEnum('AlertStatus', 'Whether an alert stands.', {
  ACTIVE: 'It does.',
  NONE: 'It does not, or Meta does not say.',
});

const AlertType = openEnum('AlertType', 'What an alert says.', {
  INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED: 'Whether limits can be raised is decided later.',
  INCREASED_CAPABILITIES_ELIGIBILITY_FAILED: 'Limits are not raised.',
  INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO: 'Meta needs to know more before limits are raised.',
  OBA_APPROVED: 'The blue badge was granted.',
  OBA_REJECTED: 'The blue badge was refused.',
  PROFILE_PICTURE_LOST: 'The profile picture was lost: upload it again.',
});

@ObjectType({ simpleResolvers: true, description: 'What an alert says (`alert_info`).' })
export class AlertInfo {
  @EnumField(AlertSeverity, 'alert_severity', 'How serious it is.')
  alertSeverity!: string | null;
  alertSeverityRaw!: string | null;

  @EnumField(AlertStatus, 'alert_status', 'Whether it stands.')
  alertStatus!: string | null;
  alertStatusRaw!: string | null;

  @EnumField(AlertType, 'alert_type', 'What it says.')
  alertType!: string | null;
  alertTypeRaw!: string | null;

  @TextField('alert_description', 'The same as a sentence, in English.')
  alertDescription!: string | null;
}

@ObjectType({
  implements: [EventType, AccountEvent],
  simpleResolvers: true,
  description: 'Meta has something to say about an account, a number or the portfolio (`account_alerts`).',
})
export class AccountAlerted extends AccountEvent {
  @EnumField(AlertEntityType, 'entity_type', 'What it is about.')
  entityType!: string | null;
  entityTypeRaw!: string | null;

  @IdField('entity_id', 'Id of what it is about.')
  entityId!: string | null;

  @PartField(() => AlertInfo, 'alert_info', 'What it says.')
  alertInfo!: AlertInfo | null;
}

export const accountAlerted = declaredEvent({
  kind: 'ACCOUNT_ALERTED',
  type: AccountAlerted,
  description: 'Meta has something to say about an account',
  fields: ['account_alerts'],
  fits: isEither(hasObject('alert_info'), hasText('entity_type', 'entity_id')),
});
