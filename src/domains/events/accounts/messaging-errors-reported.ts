import { ObjectType } from 'type-graphql';
import type { MessageError } from '../../messages/message-error';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasObject, isBoth, isNot } from '../fits';
import { ErrorsField } from '../payload';
import { AccountEvent } from './account-event';

@ObjectType({
  implements: [EventType, AccountEvent],
  simpleResolvers: true,
  description:
    'Meta reported errors of the account or the app that belong to no message and no call: limits, outages.',
})
export class MessagingErrorsReported extends AccountEvent {
  @ErrorsField('errors', 'The errors.')
  messagingErrors!: MessageError[];
}

export const messagingErrorsReported = declaredEvent({
  kind: 'MESSAGING_ERRORS_REPORTED',
  type: MessagingErrorsReported,
  description: 'Meta reported errors that belong to no message and no call',
  fields: ['messages', 'calls', 'smb_message_echoes', 'message_echoes'],
  fits: isBoth(
    hasObject('errors'),
    isNot(hasObject('messages', 'statuses', 'calls', 'message_echoes', 'user_actions')),
  ),
});
