import { ID, Int } from 'type-graphql';
import { SendField, SendInput } from '../declare/decorators';
import { metaEnum } from '../declare/meta-enum';
import type { Report } from '../declare/problem';
import { MESSAGE_ID } from './message-id';

const PinType = metaEnum('PinType', 'What to do with a message at the top of a group.', {
  PIN: 'Pin it.',
  UNPIN: 'Take it down.',
});

@SendInput<PinInput>('PinInput', {
  description: 'Pins a message in a group, or takes it down (`pin`). Groups only.',
  check: daysToPin,
})
export class PinInput {
  @SendField(() => PinType, { description: 'Whether to pin or to unpin.' })
  type!: string;

  @SendField(() => ID, { ...MESSAGE_ID, description: "The message to pin (`wamid`), one of the group's." })
  messageId!: string;

  @SendField(() => Int, {
    optional: true,
    range: [1, 30],
    description: 'For how many days it stays pinned; required to pin.',
  })
  expirationDays?: number | null;
}

function daysToPin({ type, expirationDays }: PinInput, report: Report): void {
  if (type === 'pin' && (expirationDays === undefined || expirationDays === null)) {
    report('expirationDays is missing; a pin needs 1 to 30 days.', 'expirationDays');
  }
}
