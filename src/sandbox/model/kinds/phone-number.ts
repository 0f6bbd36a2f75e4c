import { deregister, register, setPhoneNumber } from '../../messages/register';
import { sendMarketingMessage, sendMessage } from '../../messages/send';
import { HEALTH_KEYS, phoneNumberHealth } from '../health';
import { bind, bindAll, type Kind } from '../kind';
import type { PhoneNumber } from '../records';
import { uploadMedia } from '../upload-media';
import { blockedUserKind, blockUsers, unblockUsers } from './blocked-user';
import { businessProfileKind, setProfile } from './business-profile';
import { conversationalAutomation } from './conversational-automation';
import { certificateFields } from './phone-number-name';
import { phoneNumberSettings } from './phone-number-settings';
import { verificationEdges } from './phone-number-verification';

export const phoneNumberKind: Kind<PhoneNumber> = {
  type: 'WhatsAppBusinessPhoneNumber',
  description: 'A phone number that a business sends from and is written to',
  fields: {
    id: { type: 'numeric string', description: "The phone number's id", byDefault: true },
    verified_name: { type: 'string', description: 'The display name', byDefault: true },
    code_verification_status: {
      type: 'enum',
      description: 'Whether the number was proven to be theirs',
      byDefault: true,
    },
    display_phone_number: { type: 'string', description: 'The number, for people', byDefault: true },
    quality_rating: {
      type: 'enum',
      description: 'How its messages were received of late: GREEN, YELLOW, RED, UNKNOWN or NA',
      byDefault: true,
    },
    platform_type: { type: 'enum', description: 'The API that serves it', byDefault: true },
    throughput: {
      type: 'object',
      description: 'Messages per second: level STANDARD, HIGH or NOT_APPLICABLE',
      byDefault: true,
      keys: ['level'],
    },
    last_onboarded_time: { type: 'datetime', description: 'When it was registered last', byDefault: true },
    webhook_configuration: {
      type: 'object',
      description: 'The callback URLs that count for it',
      byDefault: true,
      keys: ['phone_number', 'whatsapp_business_account', 'application'],
      value: (phoneNumber, { world, simulation }) => {
        const account = world.accounts.get(phoneNumber.accountId);
        return {
          ...(phoneNumber.webhookOverride && {
            phone_number: phoneNumber.webhookOverride.override_callback_uri,
          }),
          ...(account?.webhookOverride && {
            whatsapp_business_account: account.webhookOverride.override_callback_uri,
          }),
          application: simulation.callbackUrl(),
        };
      },
    },
    quality_score: {
      type: 'object',
      description: 'The quality rating, since when and why',
      keys: ['score', 'date', 'reasons'],
      value: ({ quality_rating, qualityDate, qualityReasons }) => ({
        score: quality_rating,
        ...(quality_rating === 'UNKNOWN' ? {} : { date: qualityDate }),
        ...(qualityReasons ? { reasons: qualityReasons } : {}),
      }),
    },
    status: { type: 'enum', description: 'CONNECTED when it can be used, else why not' },
    ...certificateFields,
    account_mode: { type: 'enum', description: 'LIVE, or SANDBOX for a test number' },
    host_platform: {
      type: 'enum',
      description: 'The older name of platform_type',
      value: (phoneNumber) => phoneNumber.platform_type,
    },
    messaging_limit_tier: {
      type: 'enum',
      description: "Deprecated: the owning portfolio's messaging limit",
      value: ({ accountId }, { world }) =>
        world.businesses.get(world.accounts.get(accountId)?.ownerBusinessId ?? '')
          ?.whatsapp_business_manager_messaging_limit,
    },
    whatsapp_business_manager_messaging_limit: {
      type: 'enum',
      description: "The owning portfolio's messaging limit",
      value: ({ accountId }, { world }) =>
        world.businesses.get(world.accounts.get(accountId)?.ownerBusinessId ?? '')
          ?.whatsapp_business_manager_messaging_limit,
    },
    is_official_business_account: { type: 'bool', description: 'Whether it has the check mark' },
    official_business_account: {
      type: 'object',
      description: 'Where the request for the check mark stands',
      keys: ['oba_status'],
      value: ({ is_official_business_account }) => ({
        oba_status: is_official_business_account ? 'APPROVED' : 'NOT_STARTED',
      }),
    },
    is_pin_enabled: { type: 'bool', description: 'Whether two-step verification is on' },
    is_preverified_number: { type: 'bool', description: "Whether it came from a partner's pool" },
    is_on_biz_app: { type: 'bool', description: 'Whether it is used in the WhatsApp Business app too' },
    health_status: {
      type: 'object',
      description: 'Whether it can send messages, and why not',
      keys: HEALTH_KEYS,
      value: (phoneNumber, { world }) => phoneNumberHealth(phoneNumber, world),
    },
    conversational_automation: {
      type: 'object',
      description: 'Ice breakers, commands and the welcome message',
      keys: ['id', 'enable_welcome_message', 'prompts', 'commands'],
      value: ({ id, conversational_automation }) =>
        conversational_automation && { ...conversational_automation, id },
    },
    search_visibility: { type: 'enum', description: 'Whether it can be found by search in WhatsApp' },
    eligibility_for_api_business_global_search: {
      type: 'enum',
      description: 'Whether it could be found by search in WhatsApp',
      value: ({ is_official_business_account }) =>
        is_official_business_account ? 'ELIGIBLE' : 'NON_ELIGIBLE_UNDEFINED_COUNTRY',
    },
    country_code: { type: 'string', description: 'ISO 3166 code of the number' },
    unified_cert_status: {
      type: 'enum',
      description: 'Unified certificate; none here',
      value: () => undefined,
    },
    country_dial_code: { type: 'string', description: 'Dial code of the number' },
    username: { type: 'string', description: "The business's username" },
  },
  edges: {
    whatsapp_business_profile: {
      description: 'What customers see of the business',
      paged: false,
      members: ({ profile }) => [bind(businessProfileKind, profile, undefined, 0)],
      create: setProfile,
    },
    whatsapp_commerce_settings: {
      description: 'Whether catalog and cart are shown',
      paged: false,
      members: ({ id, commerce }) => [
        bind(
          {
            type: 'WhatsAppCommerceSettings',
            description: 'Catalog and cart',
            fields: {
              is_cart_enabled: { type: 'bool', description: 'Whether there is a cart', byDefault: true },
              is_catalog_visible: { type: 'bool', description: 'Whether the catalog shows', byDefault: true },
            },
          },
          commerce,
          id,
          0,
        ),
      ],
      create: ({ commerce }, parameters) => {
        for (const key of ['is_cart_enabled', 'is_catalog_visible'] as const) {
          if (parameters[key] !== undefined) commerce[key] = String(parameters[key]) === 'true';
        }
        return { success: true };
      },
    },
    settings: phoneNumberSettings,
    ...verificationEdges,
    block_users: {
      description: 'The customers that the business has blocked',
      members: ({ blockedUsers }) =>
        bindAll(
          blockedUserKind,
          blockedUsers.map((user) => ({ wa_id: user })),
        ),
      create: blockUsers,
      remove: unblockUsers,
    },
    conversational_automation: conversationalAutomation,
    messages: { description: 'Sends a message', members: () => [], notExpandable: true, create: sendMessage },
    marketing_messages: {
      description: 'Sends a marketing template',
      members: () => [],
      notExpandable: true,
      create: sendMarketingMessage,
    },
    media: { description: 'Uploads a file', members: () => [], notExpandable: true, create: uploadMedia },
    register: {
      description: 'Registers the number',
      members: () => [],
      notExpandable: true,
      create: register,
    },
    deregister: {
      description: 'Takes the number off the Cloud API',
      members: () => [],
      notExpandable: true,
      create: deregister,
    },
  },
  update: setPhoneNumber,
};
