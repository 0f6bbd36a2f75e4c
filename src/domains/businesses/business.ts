import { Field, ObjectType } from 'type-graphql';
import { MetaConnection, MetaField, MetaNode } from '../../planner/declare';
import { FieldArguments } from '../../planner/field-arguments';
import { MetaEnumField } from '../../planner/open-enum';
import { readTime } from '../../planner/readers';
import { MarketingMessagesOnboardingStatus } from '../accounts/account-enums';
import { MessagingLimit } from '../accounts/messaging-limit';
import {
  type WhatsAppBusinessAccount,
  WhatsAppBusinessAccountConnection,
} from '../accounts/whatsapp-business-account';
import type { Connection } from '../graphql/connection';
import { NodeType } from '../graphql/node';
import { DateTimeScalar } from '../graphql/scalars';
import { SpansAccounts } from '../graphql/spans-accounts';
import { BusinessAccountsArgs, businessAccountsArguments } from './business-accounts-args';
import { BusinessVerificationStatus } from './business-verification';
import { FacebookPage } from './facebook-page';
import { TwoFactorType } from './two-factor-type';

@ObjectType({
  implements: NodeType,
  simpleResolvers: true,
  description:
    'A business portfolio (business manager): it owns WhatsApp Business accounts, or is a partner of their owners. ' +
    'Needs the permission `business_management`.',
})
@MetaNode()
export class Business extends NodeType {
  @Field(() => String, { nullable: true, description: "The portfolio's name." })
  @MetaField('name')
  name!: string | null;

  @MetaEnumField(
    BusinessVerificationStatus,
    'verification_status',
    "Where Meta's verification of the business stands.",
  )
  verificationStatus!: string | null;

  @MetaEnumField(
    MessagingLimit,
    'whatsapp_business_manager_messaging_limit',
    'How many unique users may be messaged outside windows in 24 hours, by all numbers of the portfolio together. ' +
      'From Graph API v24.0 on.',
  )
  whatsAppBusinessManagerMessagingLimit!: string | null;

  @MetaEnumField(
    MarketingMessagesOnboardingStatus,
    'marketing_messages_onboarding_status',
    'Whether the portfolio can use the Marketing Messages API.',
  )
  marketingMessagesOnboardingStatus!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Meta's number of the portfolio's timezone, not an IANA name.",
  })
  @MetaField('timezone_id')
  timezoneId!: string | null;

  @Field(() => String, { nullable: true, description: "The line of business, in Meta's words." })
  @MetaField('vertical')
  vertical!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the portfolio was made.' })
  @MetaField('created_time', { read: readTime })
  createdTime!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the portfolio was last changed.' })
  @MetaField('updated_time', { read: readTime })
  updatedTime!: Date | null;

  @MetaEnumField(TwoFactorType, 'two_factor_type', 'Whom the portfolio asks for a second factor.')
  twoFactorType!: string | null;

  @Field(() => FacebookPage, { nullable: true, description: 'The main Facebook Page of the business.' })
  @MetaField('primary_page')
  primaryPage!: FacebookPage | null;

  @Field(() => WhatsAppBusinessAccountConnection, {
    nullable: true,
    description: 'The WhatsApp Business accounts that the portfolio owns.',
  })
  @MetaConnection('owned_whatsapp_business_accounts', { args: businessAccountsArguments })
  @FieldArguments(() => BusinessAccountsArgs)
  @SpansAccounts()
  ownedWhatsAppBusinessAccounts!: Connection<WhatsAppBusinessAccount> | null;

  @Field(() => WhatsAppBusinessAccountConnection, {
    nullable: true,
    description: 'The WhatsApp Business accounts of other portfolios that are shared with this one.',
  })
  @MetaConnection('client_whatsapp_business_accounts', { args: businessAccountsArguments })
  @FieldArguments(() => BusinessAccountsArgs)
  @SpansAccounts()
  clientWhatsAppBusinessAccounts!: Connection<WhatsAppBusinessAccount> | null;
}
