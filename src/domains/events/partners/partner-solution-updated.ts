import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasText } from '../fits';
import { EnumField, IdField } from '../payload';
import { PartnerEvent } from './partner-event';

const PartnerSolutionEvent = openEnum('PartnerSolutionEvent', 'What happened to a multi-partner solution.', {
  SOLUTION_CREATED: 'It was made.',
  SOLUTION_UPDATED: 'It changed.',
});

const PartnerSolutionStatus = openEnum('PartnerSolutionStatus', 'Where a multi-partner solution stands.', {
  ACTIVE: 'In use.',
  DEACTIVATED: 'No longer in use.',
  DRAFT: 'Being made.',
  INITIATED: 'Waits for the partner to accept it.',
  PENDING_DEACTIVATION: 'Waits for the partner to agree to end it.',
  REJECTED: 'The partner refused it.',
});

@ObjectType({
  implements: [EventType, PartnerEvent],
  simpleResolvers: true,
  description:
    'A multi-partner solution was made or changed (`partner_solutions`). `accountId` is the business portfolio.',
})
export class PartnerSolutionUpdated extends PartnerEvent {
  @EnumField(PartnerSolutionEvent, 'event', 'What happened.')
  solutionEvent!: string | null;
  solutionEventRaw!: string | null;

  @IdField('solution_id', 'The solution.')
  solutionId!: string | null;

  @EnumField(PartnerSolutionStatus, 'solution_status', 'Where it stands.')
  solutionStatus!: string | null;
  solutionStatusRaw!: string | null;
}

export const partnerSolutionUpdated = declaredEvent({
  kind: 'PARTNER_SOLUTION_UPDATED',
  type: PartnerSolutionUpdated,
  description: 'A multi-partner solution was made or changed',
  fields: ['partner_solutions'],
  fits: hasText('solution_id', 'event'),
});
