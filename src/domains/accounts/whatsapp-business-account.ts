import { Field, ID, ObjectType } from 'type-graphql';
import { MetaConnection, MetaField, MetaNode } from '../../planner/declare';
import { idArgument } from '../../planner/dot-arguments';
import { FieldArguments } from '../../planner/field-arguments';
import { MetaEnumField } from '../../planner/open-enum';
import { readFlag, readTexts, readTime } from '../../planner/readers';
import { Business } from '../businesses/business';
import { BusinessVerificationStatus } from '../businesses/business-verification';
import { type Flow, FlowConnection } from '../flows/flow';
import { type Connection, connectionOf, PageArgs } from '../graphql/connection';
import { NodeType } from '../graphql/node';
import { DateTimeScalar } from '../graphql/scalars';
import { type PhoneNumber, PhoneNumberConnection } from '../phone-numbers/phone-number';
import { PhoneNumbersArgs, phoneNumbersArguments } from '../phone-numbers/phone-numbers-args';
import { type MessageTemplate, MessageTemplateConnection } from '../templates/message-template';
import { MessageTemplatesArgs, messageTemplatesArguments } from '../templates/message-templates-args';
import {
  AccountReviewStatus,
  AccountStatus,
  MarketingMessagesOnboardingStatus,
  OwnershipType,
} from './account-enums';
import {
  AuthInternationalRateEligibility,
  BusinessInfo,
  DataContentControl,
  OnBehalfOfBusinessInfo,
  readSubscribedApps,
  SubscribedApp,
} from './account-parts';
import { type AssignedUser, AssignedUserConnection, AssignedUsersArgs } from './assigned-user';
import { DegreesOfFreedom } from './degrees-of-freedom';
import { HealthStatus } from './health-status';
import { MessagingLimit } from './messaging-limit';

@ObjectType({
  implements: NodeType,
  simpleResolvers: true,
  description:
    'A WhatsApp Business account (WABA): phone numbers, message templates and Flows of a business. Needs the ' +
    'permission `whatsapp_business_management`.',
})
@MetaNode({ bearsAge: true })
export class WhatsAppBusinessAccount extends NodeType {
  @Field(() => String, { nullable: true, description: "The account's name, seen by the business only." })
  @MetaField('name')
  name!: string | null;

  @MetaEnumField(AccountStatus, 'status', 'Whether the account is in use.')
  status!: string | null;

  @MetaEnumField(AccountReviewStatus, 'account_review_status', "Where Meta's review of the account stands.")
  accountReviewStatus!: string | null;

  @MetaEnumField(
    BusinessVerificationStatus,
    'business_verification_status',
    'Where the verification of the business that owns the account stands.',
  )
  businessVerificationStatus!: string | null;

  @Field(() => HealthStatus, {
    nullable: true,
    description: 'Whether messages can be sent from the account now, and what stands in the way.',
  })
  @MetaField('health_status', { isOfTheMoment: true })
  healthStatus!: HealthStatus | null;

  @MetaEnumField(
    MessagingLimit,
    'whatsapp_business_manager_messaging_limit',
    'How many unique users may be messaged outside windows in 24 hours, by all numbers of the portfolio together. ' +
      'From Graph API v24.0 on.',
  )
  whatsAppBusinessManagerMessagingLimit!: string | null;

  @MetaEnumField(OwnershipType, 'ownership_type', 'Who owns the account.')
  ownershipType!: string | null;

  @Field(() => BusinessInfo, {
    nullable: true,
    description: 'Id and name of the portfolio that owns the account.',
  })
  @MetaField('owner_business_info')
  ownerBusinessInfo!: BusinessInfo | null;

  @Field(() => Business, {
    nullable: true,
    description: 'The portfolio that owns the account. Needs the permission `business_management` beside.',
  })
  @MetaField('owner_business')
  ownerBusiness!: Business | null;

  @Field(() => OnBehalfOfBusinessInfo, {
    nullable: true,
    description:
      'The business on whose behalf a partner owns the account; only for accounts of before October 2025.',
  })
  @MetaField('on_behalf_of_business_info')
  onBehalfOfBusinessInfo!: OnBehalfOfBusinessInfo | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the account is shared with a partner.' })
  @MetaField('is_shared_with_partners', { read: readFlag })
  isSharedWithPartners!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Currency of its bills, ISO 4217: `USD`.' })
  @MetaField('currency')
  currency!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Meta's number of the account's timezone, not an IANA name.",
  })
  @MetaField('timezone_id')
  timezoneId!: string | null;

  @Field(() => String, { nullable: true, description: 'Country of the account, ISO 3166-1 alpha-2: `US`.' })
  @MetaField('country')
  country!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Country where the business mainly is, ISO 3166-1 alpha-2; decides on some prices.',
  })
  @MetaField('primary_business_location')
  primaryBusinessLocation!: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of the payment method or credit line that pays.' })
  @MetaField('primary_funding_id')
  primaryFundingId!: string | null;

  @Field(() => String, { nullable: true, description: 'Purchase order number printed on the bills.' })
  @MetaField('purchase_order_number')
  purchaseOrderNumber!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Namespace of the templates; sending through the Cloud API does not need it.',
  })
  @MetaField('message_template_namespace')
  messageTemplateNamespace!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether template analytics were turned on; they cannot be turned off again.',
  })
  @MetaField('is_enabled_for_insights', { read: readFlag })
  isEnabledForInsights!: boolean | null;

  @MetaEnumField(
    MarketingMessagesOnboardingStatus,
    'marketing_messages_onboarding_status',
    'Whether the account can use the Marketing Messages API.',
  )
  marketingMessagesOnboardingStatus!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Whether the account can use the Marketing Messages API, in Meta's words.",
    deprecationReason:
      'Meta deprecated it with Graph API v24.0: use `marketingMessagesOnboardingStatus`. Goes when Graph API v23.0 ' +
      'does (May 2027).',
  })
  @MetaField('marketing_messages_lite_api_status')
  marketingMessagesLiteApiStatus!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether marketing templates may go through the Marketing Messages API only (else error 131063).',
  })
  @MetaField('disable_marketing_messages_on_cloud_api', { read: readFlag })
  disableMarketingMessagesOnCloudApi!: boolean | null;

  @Field(() => DegreesOfFreedom, {
    nullable: true,
    description: 'How far Meta may change marketing messages by itself.',
  })
  @MetaField('degrees_of_freedom_spec')
  degreesOfFreedomSpec!: DegreesOfFreedom | null;

  @Field(() => AuthInternationalRateEligibility, {
    nullable: true,
    description: 'From when the authentication-international rate is charged.',
  })
  @MetaField('auth_international_rate_eligibility')
  authInternationalRateEligibility!: AuthInternationalRateEligibility | null;

  @Field(() => DataContentControl, {
    nullable: true,
    description: "What the business says about its customers' data and content (`dcc_config`).",
  })
  @MetaField('dcc_config')
  dccConfig!: DataContentControl | null;

  @Field(() => [String], { nullable: true, description: 'Names of the audience segments of the account.' })
  @MetaField('audiences', { read: readTexts })
  audiences!: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the account was made.' })
  @MetaField('creation_time', { read: readTime })
  creationTime!: Date | null;

  // An edge whose items have no id: asked for as a plain field, since Graph would refuse `{id}` on them.
  @Field(() => [SubscribedApp], {
    nullable: true,
    description: "The apps that get the account's webhooks; up to 100.",
  })
  @MetaField('subscribed_apps', { args: () => ({ limit: '100' }), read: readSubscribedApps })
  subscribedApps!: SubscribedApp[] | null;

  @Field(() => PhoneNumberConnection, { nullable: true, description: "The account's phone numbers." })
  @MetaConnection('phone_numbers', { args: phoneNumbersArguments })
  @FieldArguments(() => PhoneNumbersArgs)
  phoneNumbers!: Connection<PhoneNumber> | null;

  @Field(() => MessageTemplateConnection, { nullable: true, description: "The account's message templates." })
  @MetaConnection('message_templates', { args: messageTemplatesArguments })
  @FieldArguments(() => MessageTemplatesArgs)
  messageTemplates!: Connection<MessageTemplate> | null;

  @Field(() => FlowConnection, { nullable: true, description: "The account's Flows." })
  @MetaConnection('flows')
  @FieldArguments(() => PageArgs)
  flows!: Connection<Flow> | null;

  @Field(() => AssignedUserConnection, {
    nullable: true,
    description: 'The users of a portfolio who have access to the account.',
  })
  @MetaConnection('assigned_users', { args: (args) => ({ business: idArgument(args, 'businessId') }) })
  @FieldArguments(() => AssignedUsersArgs)
  assignedUsers!: Connection<AssignedUser> | null;
}

export const WhatsAppBusinessAccountConnection = connectionOf(
  () => WhatsAppBusinessAccount,
  'WhatsAppBusinessAccount',
  'WhatsApp Business accounts',
);
