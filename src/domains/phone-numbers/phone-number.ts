import { Field, ObjectType } from 'type-graphql';
import { MetaField, MetaNode, MetaSingle } from '../../planner/declare';
import { MetaEnumField, readOpenEnum } from '../../planner/open-enum';
import { readFlag, readTime } from '../../planner/readers';
import { HealthStatus } from '../accounts/health-status';
import { MessagingLimit } from '../accounts/messaging-limit';
import { QualityRating, QualityScore } from '../accounts/quality';
import { connectionOf } from '../graphql/connection';
import { NodeType } from '../graphql/node';
import { DateTimeScalar } from '../graphql/scalars';
import { BusinessProfile } from './business-profile';
import {
  AccountMode,
  CodeVerificationStatus,
  DisplayNameStatus,
  PhoneNumberPlatform,
  PhoneNumberStatus,
  SearchVisibility,
  UnifiedCertStatus,
} from './phone-number-enums';
import {
  ConversationalAutomation,
  OfficialBusinessAccount,
  Throughput,
  WebhookConfiguration,
} from './phone-number-parts';

@ObjectType({
  implements: NodeType,
  simpleResolvers: true,
  description:
    'A business phone number: what messages are sent from and received at. Needs the permission ' +
    '`whatsapp_business_management`.',
})
@MetaNode({ bearsAge: true })
export class PhoneNumber extends NodeType {
  @Field(() => String, {
    nullable: true,
    description: 'The number written for people, such as `+1 631-555-5555`.',
  })
  @MetaField('display_phone_number')
  displayPhoneNumber!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The display name that people see; up to 75 characters.',
  })
  @MetaField('verified_name')
  verifiedName!: string | null;

  @MetaEnumField(PhoneNumberStatus, 'status', 'Whether the number is in use, and what restrains it.')
  status!: string | null;

  @MetaEnumField(QualityRating, 'quality_rating', 'How recipients took the messages of the last days.')
  qualityRating!: string | null;

  @Field(() => QualityScore, { nullable: true, description: 'The quality rating with when and why.' })
  @MetaField('quality_score')
  qualityScore!: QualityScore | null;

  @Field(() => Throughput, {
    nullable: true,
    description: 'How many messages a second the number may handle.',
  })
  @MetaField('throughput')
  throughput!: Throughput | null;

  @MetaEnumField(
    MessagingLimit,
    'whatsapp_business_manager_messaging_limit',
    'How many unique users may be messaged outside windows in 24 hours, by all numbers of the portfolio together. ' +
      'From Graph API v24.0 on; older versions know only `messagingLimitTier`.',
  )
  whatsAppBusinessManagerMessagingLimit!: string | null;

  @Field(() => MessagingLimit, {
    nullable: true,
    description:
      'How many unique users the number may message outside windows in 24 hours; from Graph API v24.0 on the limit ' +
      'of the portfolio.',
    deprecationReason:
      'Meta moved the limit from the number to the business portfolio in October 2025: use ' +
      '`whatsAppBusinessManagerMessagingLimit`. Goes when Graph API v23.0 does (May 2027).',
  })
  @MetaField('messaging_limit_tier', { read: readOpenEnum(MessagingLimit) })
  messagingLimitTier!: string | null;

  @Field(() => HealthStatus, {
    nullable: true,
    description: 'Whether messages can be sent from the number now, and what stands in the way.',
  })
  @MetaField('health_status', { isOfTheMoment: true })
  healthStatus!: HealthStatus | null;

  @Field(() => BusinessProfile, {
    nullable: true,
    description: 'What people see of the business in WhatsApp (`whatsapp_business_profile`).',
  })
  @MetaSingle('whatsapp_business_profile')
  businessProfile!: BusinessProfile | null;

  @MetaEnumField(
    CodeVerificationStatus,
    'code_verification_status',
    'Whether the owner proved by a code to have the number.',
  )
  codeVerificationStatus!: string | null;

  @MetaEnumField(DisplayNameStatus, 'name_status', 'Where the review of the display name in use stands.')
  nameStatus!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A display name that was asked for and is not in use yet.',
  })
  @MetaField('new_display_name')
  newDisplayName!: string | null;

  @MetaEnumField(DisplayNameStatus, 'new_name_status', 'Where the review of `newDisplayName` stands.')
  newNameStatus!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Certificate of the display name in use, base64: what the retired On-Premises API registered with.',
  })
  @MetaField('certificate')
  certificate!: string | null;

  @Field(() => String, { nullable: true, description: 'Certificate of `newDisplayName`, base64.' })
  @MetaField('new_certificate')
  newCertificate!: string | null;

  @MetaEnumField(UnifiedCertStatus, 'unified_cert_status', 'Name review and business review taken together.')
  unifiedCertStatus!: string | null;

  @MetaEnumField(AccountMode, 'account_mode', 'Whether the number is for real or for trying out.')
  accountMode!: string | null;

  @MetaEnumField(PhoneNumberPlatform, 'platform_type', 'Which API the number is registered with.')
  platformType!: string | null;

  @MetaEnumField(PhoneNumberPlatform, 'host_platform', 'Which API hosts the number; as `platformType`.')
  hostPlatform!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the number has the blue badge.' })
  @MetaField('is_official_business_account', { read: readFlag })
  isOfficialBusinessAccount!: boolean | null;

  @Field(() => OfficialBusinessAccount, {
    nullable: true,
    description: 'Where the application for the blue badge stands.',
  })
  @MetaField('official_business_account')
  officialBusinessAccount!: OfficialBusinessAccount | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether two-step verification with a PIN is on.' })
  @MetaField('is_pin_enabled', { read: readFlag })
  isPinEnabled!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether it came from a partner's pool of verified numbers.",
  })
  @MetaField('is_preverified_number', { read: readFlag })
  isPreverifiedNumber!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the number is also used with the WhatsApp Business app (coexistence).',
  })
  @MetaField('is_on_biz_app', { read: readFlag })
  isOnBizApp!: boolean | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the number was last onboarded.' })
  @MetaField('last_onboarded_time', { read: readTime })
  lastOnboardedTime!: Date | null;

  @Field(() => WebhookConfiguration, {
    nullable: true,
    description: 'Where Meta posts webhooks for the number.',
  })
  @MetaField('webhook_configuration')
  webhookConfiguration!: WebhookConfiguration | null;

  @Field(() => ConversationalAutomation, {
    nullable: true,
    description: 'Welcome message, ice breakers and commands.',
  })
  @MetaField('conversational_automation')
  conversationalAutomation!: ConversationalAutomation | null;

  @MetaEnumField(
    SearchVisibility,
    'search_visibility',
    "Whether people find the number in WhatsApp's search.",
  )
  searchVisibility!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Whether the number may appear in WhatsApp's search, in Meta's words.",
  })
  @MetaField('eligibility_for_api_business_global_search')
  eligibilityForApiBusinessGlobalSearch!: string | null;

  @Field(() => String, { nullable: true, description: 'Country of the number, ISO 3166-1 alpha-2: `US`.' })
  @MetaField('country_code')
  countryCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Calling code of the country without its plus: `1`.' })
  @MetaField('country_dial_code')
  countryDialCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The business username, where one was taken; 3 to 35 characters.',
  })
  @MetaField('username')
  username!: string | null;
}

export const PhoneNumberConnection = connectionOf(() => PhoneNumber, 'PhoneNumber', 'business phone numbers');
