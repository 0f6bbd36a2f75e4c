import { ObjectType } from 'type-graphql';
import type { MessageError } from '../../messages/message-error';
import { ErrorsField, IdField, TimeField } from '../payload';

@ObjectType({ simpleResolvers: true, description: 'Something that happened to a group.' })
export abstract class GroupChange {
  @IdField('group_id', 'The group.')
  groupId!: string | null;

  @IdField('request_id', 'The request that it answers, where it answers one.')
  requestId!: string | null;

  @TimeField('timestamp', 'When it happened.')
  timestamp!: Date | null;

  @ErrorsField('errors', 'Why it could not be done; empty if it was.')
  errors!: MessageError[];
}
