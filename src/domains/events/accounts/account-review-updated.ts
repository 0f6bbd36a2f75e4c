import { ObjectType } from 'type-graphql';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasText } from '../fits';
import { ReviewDecision } from '../parts/review-decision';
import { EnumField } from '../payload';
import { AccountEvent } from './account-event';

@ObjectType({
  implements: [EventType, AccountEvent],
  simpleResolvers: true,
  description: 'Meta reviewed an account (`account_review_update`).',
})
export class AccountReviewUpdated extends AccountEvent {
  @EnumField(ReviewDecision, 'decision', 'What the review came to.')
  decision!: string | null;
  decisionRaw!: string | null;
}

export const accountReviewUpdated = declaredEvent({
  kind: 'ACCOUNT_REVIEW_UPDATED',
  type: AccountReviewUpdated,
  description: 'Meta reviewed an account',
  fields: ['account_review_update'],
  fits: hasText('decision'),
});
