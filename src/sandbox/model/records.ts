/**
 * What the sandbox keeps. Properties named as Meta's fields are answered as they are;
 * those in camel case are relations and state that no field shows under that name.
 */

export interface Business {
  id: string;
  name: string;
  verification_status: string;
  timezone_id: number;
  created_time: string;
  vertical: string;
  whatsapp_business_manager_messaging_limit: string;
  marketing_messages_onboarding_status: string;
}

export interface WebhookOverride {
  override_callback_uri: string;
  verify_token: string;
}

export interface BusinessAccount {
  id: string;
  ownerBusinessId: string;
  /** Portfolios it is shared with, its partners. */
  partnerBusinessIds: string[];
  name: string;
  currency: string;
  timezone_id: string;
  country: string;
  message_template_namespace: string;
  account_review_status: string;
  business_verification_status: string;
  status: string;
  ownership_type: string;
  primary_funding_id?: string;
  purchase_order_number?: string;
  is_enabled_for_insights: boolean;
  marketing_messages_onboarding_status: string;
  creation_time: number;
  /** Whether the sandbox's app gets its webhooks. */
  subscribed: boolean;
  webhookOverride?: WebhookOverride;
  /** Why it can't send without limits, told by `health_status`. */
  healthError?: HealthError;
  /** Meta has shut it, or will on the date it was told. */
  ban?: 'DISABLE' | 'SCHEDULE_FOR_DISABLE';
  restrictions?: Restriction[];
}

/** Something that Meta does not let an account do for a while. */
export interface Restriction {
  type: string;
  /** Milliseconds since the epoch; absent: until further notice. */
  until?: number;
}

export interface HealthError {
  error_code: number;
  error_description: string;
  possible_solution: string;
}

export interface BusinessProfile {
  about?: string;
  address?: string;
  description?: string;
  email?: string;
  profile_picture_url?: string;
  websites?: string[];
  vertical?: string;
  messaging_product: 'whatsapp';
}

export interface PhoneNumber {
  id: string;
  accountId: string;
  display_phone_number: string;
  verified_name: string;
  quality_rating: string;
  status: string;
  code_verification_status: string;
  name_status: string;
  new_name_status?: string;
  new_display_name?: string;
  account_mode: string;
  platform_type: string;
  throughput: { level: string };
  is_official_business_account: boolean;
  is_pin_enabled: boolean;
  is_preverified_number: boolean;
  is_on_biz_app: boolean;
  last_onboarded_time?: string;
  search_visibility: string;
  username?: string;
  country_code: string;
  country_dial_code: string;
  qualityDate: number;
  qualityReasons?: string[];
  profile: BusinessProfile;
  conversational_automation?: Record<string, unknown>;
  webhookOverride?: WebhookOverride;
  pin?: string;
  blockedUsers: string[];
  settings: Record<string, unknown>;
  commerce: { is_cart_enabled: boolean; is_catalog_visible: boolean };
  /** Its throughput is being raised until then (milliseconds): calls answer 131057. */
  maintenanceUntil?: number;
}

export interface TemplateButton {
  type: string;
  text?: string;
  url?: string;
  phone_number?: string;
  example?: string | string[];
  [key: string]: unknown;
}

export interface TemplateComponent {
  type: string;
  format?: string;
  text?: string;
  buttons?: TemplateButton[];
  cards?: { components: TemplateComponent[] }[];
  [key: string]: unknown;
}

export interface MessageTemplate {
  id: string;
  accountId: string;
  name: string;
  language: string;
  status: string;
  category: string;
  sub_category?: string;
  previous_category?: string;
  correct_category?: string;
  parameter_format: 'POSITIONAL' | 'NAMED';
  components: TemplateComponent[];
  quality_score: { score: string; date: number; reasons?: string[] };
  rejected_reason: string;
  message_send_ttl_seconds?: number;
  library_template_name?: string;
  cta_url_link_tracking_opted_out?: boolean;
  last_updated_time: string;
  /** How often Meta has paused it for its quality. */
  pauses?: number;
}

export interface Flow {
  id: string;
  accountId: string;
  name: string;
  status: string;
  categories: string[];
  validation_errors: Record<string, unknown>[];
  json_version: string;
  data_api_version?: string;
  endpoint_uri?: string;
  flowJson: Record<string, unknown>;
}

export interface Media {
  id: string;
  phoneNumberId: string;
  mime_type: string;
  sha256: string;
  bytes: Buffer;
  filename?: string;
  /** Milliseconds; from then on it is not there any more. */
  expiresAt?: number;
}

/** A message that a business sent. */
export interface SentMessage {
  id: string;
  phoneNumberId: string;
  customer: Customer;
  /** As the caller wrote the recipient: by phone number, by BSUID, or a group. */
  recipient: { wa_id?: string; user_id?: string; group_id?: string };
  type: string;
  body: Record<string, unknown>;
  template?: MessageTemplate;
  callbackData?: string;
}

/** A message that a customer wrote. */
export interface ReceivedMessage {
  id: string;
  phoneNumberId: string;
  customer: Customer;
  timestamp: string;
  readAt?: number;
}

/** Somebody on the other side. */
export interface Customer {
  /** Phone number or BSUID: what tells customers apart here. */
  key: string;
  /** Phone number without plus; absent when only the BSUID is known. */
  waId?: string;
  country: string;
  name: string;
  username?: string;
  /** Webhooks do not tell the phone number, only BSUID and username. */
  hidesPhone: boolean;
  /** How often the BSUID was made anew. */
  generation: number;
  /** Phone numbers that may send no marketing any more. */
  refusesMarketingFrom: Set<string>;
}
