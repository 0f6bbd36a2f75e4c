import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasText } from '../fits';
import { EnumField, IdField } from '../payload';
import { AccountEvent } from './account-event';

const BusinessStatusEvent = openEnum('BusinessStatusEvent', 'What became of a business portfolio.', {
  COMPROMISED: 'Somebody else got hold of it.',
  DISABLED: 'Meta disabled it.',
});

@ObjectType({
  implements: [EventType, AccountEvent],
  simpleResolvers: true,
  description:
    'A business portfolio was compromised or disabled (`business_status_update`). Meta does not document its shape: see `payload`.',
})
export class BusinessStatusUpdated extends AccountEvent {
  @IdField('business_id', 'The portfolio.')
  businessId!: string | null;

  @EnumField(BusinessStatusEvent, 'event', 'What became of it.')
  businessStatusEvent!: string | null;
  businessStatusEventRaw!: string | null;
}

export const businessStatusUpdated = declaredEvent({
  kind: 'BUSINESS_STATUS_UPDATED',
  type: BusinessStatusUpdated,
  description: 'A business portfolio was compromised or disabled',
  fields: ['business_status_update'],
  fits: hasText('business_id', 'event'),
});
