import { ArgsType, Field, ID, ObjectType } from 'type-graphql';
import { MetaField, MetaNode } from '../../planner/declare';
import { MetaEnumField } from '../../planner/open-enum';
import { readOpenEnums, readTexts } from '../../planner/readers';
import { connectionOf, PageArgs } from '../graphql/connection';
import { AccountTask, AssignedUserType } from './account-enums';
import { BusinessInfo } from './account-parts';

@ObjectType({ simpleResolvers: true, description: 'A user who has access to a WhatsApp Business account.' })
@MetaNode()
export class AssignedUser {
  @Field(() => ID, { description: "The user's id." })
  @MetaField('id')
  id!: string;

  @Field(() => String, { nullable: true, description: "The user's name." })
  @MetaField('name')
  name!: string | null;

  @MetaEnumField(AssignedUserType, 'user_type', 'What kind of user it is.')
  userType!: string | null;

  @Field(() => BusinessInfo, { nullable: true, description: 'The business portfolio the user belongs to.' })
  @MetaField('business')
  business!: BusinessInfo | null;

  @Field(() => [AccountTask], { nullable: true, description: 'What the user may do with the account.' })
  @MetaField('tasks', { read: readOpenEnums(AccountTask) })
  tasks!: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: '`tasks` exactly as Meta sent it, for values that `tasks` does not know yet.',
  })
  @MetaField('tasks', { read: readTexts })
  tasksRaw!: string[] | null;
}

export const AssignedUserConnection = connectionOf(() => AssignedUser, 'AssignedUser', 'users with access');

/** Which users: Meta wants to know whose. */
@ArgsType()
export class AssignedUsersArgs extends PageArgs {
  @Field(() => ID, {
    description: 'The business portfolio whose users are listed: owner or partner of the account.',
  })
  businessId!: string;
}
