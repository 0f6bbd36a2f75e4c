/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Whether an account is disabled. */
export type AccountBanState =
  /** It was disabled. */
  | 'DISABLE'
  /** It is enabled again. */
  | 'REINSTATE'
  /** It will be disabled. */
  | 'SCHEDULE_FOR_DISABLE'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED';

/** What an account may not do. */
export type AccountRestrictionType =
  /** Add phone numbers. */
  | 'RESTRICTED_ADD_PHONE_NUMBER_ACTION'
  /** Call, or be called. */
  | 'RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING'
  /** Begin conversations. */
  | 'RESTRICTED_BIZ_INITIATED_MESSAGING'
  /** Call. */
  | 'RESTRICTED_BUSINESS_INITIATED_CALLING'
  /** Answer customers. */
  | 'RESTRICTED_CUSTOMER_INITIATED_MESSAGING'
  /** Send utility messages without a template (Direct Send). */
  | 'RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES'
  /** Be called. */
  | 'RESTRICTED_USER_INITIATED_CALLING'
  /** Be called: the call button is hidden. */
  | 'RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN'
  /** Send utility templates. */
  | 'RESTRICTED_UTILITY_TEMPLATES'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED';

/** What happened to a WhatsApp Business account (`event` of `account_update`). */
export type AccountUpdateEvent =
  /** It was deleted. */
  | 'ACCOUNT_DELETED'
  /** It left the Cloud API, and is on the WhatsApp Business app alone. */
  | 'ACCOUNT_OFFBOARDED'
  /** It came back to the Cloud API from the WhatsApp Business app. */
  | 'ACCOUNT_RECONNECTED'
  /** It was restricted: see `restrictionInfo`. */
  | 'ACCOUNT_RESTRICTION'
  /** It broke a policy: see `violationInfo`. */
  | 'ACCOUNT_VIOLATION'
  /** An ad account was linked: see `wabaInfo`. Being replaced by MM_LITE_TERMS_SIGNED. */
  | 'AD_ACCOUNT_LINKED'
  /** International rates for authentication apply: see `authInternationalRateEligibility`. */
  | 'AUTH_INTL_PRICE_ELIGIBILITY_UPDATE'
  /** The business's country was set: see `country`. */
  | 'BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE'
  /** It was or will be disabled, or was reinstated: see `banInfo`. */
  | 'DISABLED_UPDATE'
  /** The terms of the Marketing Messages API were accepted: see `wabaInfo`. */
  | 'MM_LITE_TERMS_SIGNED'
  /** It was shared with a partner: see `wabaInfo`. */
  | 'PARTNER_ADDED'
  /** A partner's app was given access: see `wabaInfo`. */
  | 'PARTNER_APP_INSTALLED'
  /** A partner's app lost its access: see `wabaInfo`. */
  | 'PARTNER_APP_UNINSTALLED'
  /** A client's certification by its partner went on: see `partnerClientCertificationInfo`. */
  | 'PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE'
  /** It is no longer shared with a partner: see `wabaInfo` and `disconnectionInfo`. */
  | 'PARTNER_REMOVED'
  /** It got a phone number (older word). */
  | 'PHONE_NUMBER_ADDED'
  /** It lost a phone number (older word). */
  | 'PHONE_NUMBER_REMOVED'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED'
  /** It was verified (older word). */
  | 'VERIFIED_ACCOUNT'
  /** Messages cost less, as many were sent: see `volumeTierInfo`. */
  | 'VOLUME_BASED_PRICING_TIER_UPDATE';

/** How serious an alert is. */
export type AlertSeverity =
  /** Something has to be done. */
  | 'CRITICAL'
  /** Good to know. */
  | 'INFORMATIONAL'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED'
  /** Something should be done. */
  | 'WARNING';

/** What an alert says. */
export type AlertType =
  /** Whether limits can be raised is decided later. */
  | 'INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED'
  /** Limits are not raised. */
  | 'INCREASED_CAPABILITIES_ELIGIBILITY_FAILED'
  /** Meta needs to know more before limits are raised. */
  | 'INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO'
  /** The blue badge was granted. */
  | 'OBA_APPROVED'
  /** The blue badge was refused. */
  | 'OBA_REJECTED'
  /** The profile picture was lost: upload it again. */
  | 'PROFILE_PICTURE_LOST'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED';

/** What stands for a placeholder of the content. */
export type BroadcastParameterInput = {
  /** Name of the placeholder: `first_name` for `{{first_name}}`. */
  name: string;
  /** The text in its place. */
  value: string;
};

/** Somebody a broadcast goes to: `to` or `recipient` is given. */
export type BroadcastRecipientInput = {
  /** Text of yours that comes back with every status of the message. At most 484 characters. */
  bizOpaqueCallbackData?: string | null | undefined;
  /** What stands for the placeholders of the content, for this recipient. */
  parameters?: Array<BroadcastParameterInput> | null | undefined;
  /** Business-scoped user id (BSUID). */
  recipient?: string | null | undefined;
  /** Phone number with its country code. */
  to?: string | null | undefined;
};

/** How far the message to a recipient of a broadcast has come. */
export type BroadcastRecipientState =
  /** Not sent, because the broadcast was cancelled. Final. */
  | 'CANCELLED'
  /** It is proven that Meta has no message; `userErrors` says why. Not tried again. Final. */
  | 'FAILED'
  /** Not sent yet; `nextTryAt` says when, where it was refused for now. */
  | 'PENDING'
  /** On its way. */
  | 'SENDING'
  /** Meta has the message: its own `status` says how far it has come since. Final. */
  | 'SENT'
  /** The answer was lost: Meta may have the message. Never sent again; the first status of the message makes this `SENT`. Final after 7 days, for so long Meta repeats webhooks. */
  | 'UNKNOWN';

/** How a broadcast stands. */
export type BroadcastState =
  /** Ended before its time: what was not sent will not be. Final. */
  | 'CANCELLED'
  /** Every recipient has come to an end. Final. */
  | 'COMPLETED'
  /** Nothing more leaves until `resumeBroadcast`; `pausedBecause` says why, where it paused by itself. */
  | 'PAUSED'
  /** It is being sent, at the rate that the number and single sends leave. */
  | 'RUNNING';

/** The line of business shown in a business profile. */
export type BusinessVertical =
  /** Alcoholic beverages. */
  | 'ALCOHOL'
  /** Clothing and apparel. */
  | 'APPAREL'
  /** Automotive. */
  | 'AUTO'
  /** Beauty, spa and salon. */
  | 'BEAUTY'
  /** Education. */
  | 'EDU'
  /** Entertainment. */
  | 'ENTERTAIN'
  /** Event planning and service. */
  | 'EVENT_PLAN'
  /** Finance and banking. */
  | 'FINANCE'
  /** Public service. */
  | 'GOVT'
  /** Food and grocery. */
  | 'GROCERY'
  /** Medical and health. */
  | 'HEALTH'
  /** Hotel and lodging. */
  | 'HOTEL'
  /** Matchmaking. */
  | 'MATRIMONY_SERVICE'
  /** Non-profit. */
  | 'NONPROFIT'
  /** Not a business. */
  | 'NOT_A_BIZ'
  /** Online gambling and gaming. */
  | 'ONLINE_GAMBLING'
  /** Over-the-counter medicine. */
  | 'OTC_DRUGS'
  /** Something else. */
  | 'OTHER'
  /** Gambling and gaming in places of its own. */
  | 'PHYSICAL_GAMBLING'
  /** Professional services. */
  | 'PROF_SERVICES'
  /** Restaurant. */
  | 'RESTAURANT'
  /** Shopping and retail. */
  | 'RETAIL'
  /** Travel and transportation. */
  | 'TRAVEL'
  /** None was chosen. */
  | 'UNDEFINED'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED';

/** What happened to a call. */
export type CallEventName =
  /** It came in, or the person called took it: answer with an SDP within 30 to 60 seconds. */
  | 'CONNECT'
  /** It ended. */
  | 'TERMINATE'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED';

/** Where the review of a display name stands. */
export type DisplayNameStatus =
  /** Approved. */
  | 'APPROVED'
  /** Can be used; no review was needed. */
  | 'AVAILABLE_WITHOUT_REVIEW'
  /** Declined; choose another. */
  | 'DECLINED'
  /** The approval expired, as the number was not registered in time. */
  | 'EXPIRED'
  /** No name was handed in. */
  | 'NONE'
  /** No name was handed in (older spelling of NONE). */
  | 'NON_EXISTS'
  /** Under review. */
  | 'PENDING_REVIEW'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED';

/** What an error is about. */
export type ErrorCategory =
  /** Analytics and insights. */
  | 'ANALYTICS'
  /** The access token or a permission. */
  | 'AUTHORIZATION'
  /** Blocking users. */
  | 'BLOCKING'
  /** Calls. */
  | 'CALLING'
  /** Managing Flows. */
  | 'FLOWS'
  /** Found by the gateway itself. */
  | 'GATEWAY'
  /** Groups. */
  | 'GROUPS'
  /** Reasons in a health status. */
  | 'HEALTH'
  /** Meta's policies: blocked, locked or restricted. */
  | 'INTEGRITY'
  /** Sending messages, and faults that any call can meet. */
  | 'MESSAGING'
  /** Signup, moving phone numbers, coexistence. */
  | 'ONBOARDING'
  /** Payments and billing. */
  | 'PAYMENTS'
  /** Registering a phone number, two-step verification. */
  | 'REGISTRATION'
  /** Sending a template. */
  | 'TEMPLATE'
  /** Making, editing or deleting a template. */
  | 'TEMPLATE_CREATION'
  /** A limit of calls or messages. */
  | 'THROTTLING'
  /** Not in the catalogue. */
  | 'UNKNOWN'
  /** Business usernames. */
  | 'USERNAMES';

/** What went wrong, by a name that stays: the gateway's own errors and those of Meta. */
export type ErrorCode =
  /** A permission was not granted or was removed, or the terms of payments are not accepted. Meta's code: 131005. */
  | 'ACCESS_DENIED'
  /** The app was removed by the owner of the access token: it has to be authorized again. Meta's code: 190/458. */
  | 'ACCESS_TOKEN_APP_REMOVED'
  /** The owner of the access token has to pass a checkpoint at facebook.com first. Meta's code: 190/459. */
  | 'ACCESS_TOKEN_CHECKPOINT'
  /** The access token has expired: a new one is needed. Meta's code: 190/463. */
  | 'ACCESS_TOKEN_EXPIRED'
  /** The gateway's access token has expired or is invalid: a new one is needed. Meta's code: 190. */
  | 'ACCESS_TOKEN_INVALID'
  /** The access token was invalidated: a new one is needed. Meta's code: 190/467. */
  | 'ACCESS_TOKEN_INVALIDATED'
  /** The access token became invalid with a change of password: a new one is needed. Meta's code: 190/460. */
  | 'ACCESS_TOKEN_PASSWORD_CHANGED'
  /** The gateway's access token could not be authenticated (AuthException): a new one is needed. Meta's code: 0. */
  | 'ACCESS_TOKEN_UNUSABLE'
  /** The owner of the access token has an unconfirmed account. Meta's code: 190/464. */
  | 'ACCESS_TOKEN_USER_UNCONFIRMED'
  /** The owner of the access token has no role on the asset. Meta's code: 190/492. */
  | 'ACCESS_TOKEN_WITHOUT_ROLE'
  /** The WhatsApp Business Account's hourly call allowance is used up (business use case limit). Meta's code: 80007. */
  | 'ACCOUNT_CALL_LIMIT'
  /** The account is in maintenance, usually an upgrade of throughput that takes a minute. Meta's code: 131057. */
  | 'ACCOUNT_IN_MAINTENANCE'
  /** The account is locked, or data such as the two-step PIN did not match; its health status says more. Meta's code: 131031. */
  | 'ACCOUNT_LOCKED'
  /** The WhatsApp Business Account's allowance of management calls is used up (business use case limit). Meta's code: 80008. */
  | 'ACCOUNT_MANAGEMENT_CALL_LIMIT'
  /** The account is marked for another solution. Meta's code: 2593079. */
  | 'ACCOUNT_MARKED_FOR_OTHER_SOLUTION'
  /** The account is not valid for the mobility of on-behalf-of accounts. Meta's code: 2593085. */
  | 'ACCOUNT_MOBILITY_INVALID'
  /** The same onboarding was requested before: treat it as done. Meta's code: 1752041. */
  | 'ALREADY_ONBOARDED'
  /** The app has no capability or permission for this call (API Method). Meta's code: 3. */
  | 'API_METHOD_NOT_PERMITTED'
  /** The access token has no permission for this call (codes 200 to 299): grant it to the app. Meta's code: 200. */
  | 'API_PERMISSION_MISSING'
  /** The Graph API is down or overloaded for the moment. A send may have gone out. Meta's code: 2. */
  | 'API_SERVICE_DOWN'
  /** Meta reports an unknown fault: check the request, then try again a few times. A send may have gone out. Meta's code: 1. */
  | 'API_UNKNOWN'
  /** The app's hourly call allowance is used up. Meta's code: 4. */
  | 'APP_CALL_LIMIT'
  /** The signature or `appsecret_proof` is missing or wrong: check the app secret. Meta's code: 104. */
  | 'APP_SECRET_PROOF_INVALID'
  /** Blocking failed inside Meta. Meta's code: 139103. */
  | 'BLOCK_INTERNAL_ERROR'
  /** The block list changed while it was paged: start again. Meta's code: 139102. */
  | 'BLOCK_LIST_CHANGED'
  /** The block list has 64,000 users and is full. Meta's code: 139101. */
  | 'BLOCK_LIST_FULL'
  /** Some of the users could not be blocked or unblocked. Meta's code: 139100. */
  | 'BLOCK_PARTIALLY_FAILED'
  /** The broadcast is completed or cancelled: it cannot be steered any more. */
  | 'BROADCAST_ENDED'
  /** Business-initiated calling is not available here. Meta's code: 138013. */
  | 'BUSINESS_CALLING_UNAVAILABLE'
  /** The limit of business-initiated calls to this user in 24 hours is reached. Meta's code: 138012. */
  | 'BUSINESS_CALL_LIMIT'
  /** The business is not eligible, or there is a problem with the account's means of payment. Meta's code: 131042. */
  | 'BUSINESS_NOT_ELIGIBLE'
  /** Calling is disabled for a while for low quality. Meta's code: 138014. */
  | 'CALLING_DISABLED_LOW_QUALITY'
  /** Calling needs a messaging limit of at least 2,000. Meta's code: 138015. */
  | 'CALLING_LIMIT_TOO_LOW'
  /** Calling is not enabled for this phone number. Meta's code: 138000. */
  | 'CALLING_NOT_ENABLED'
  /** No app is subscribed to `calls`, or SIP is not set up. Meta's code: 138018. */
  | 'CALLING_PREREQUISITES_MISSING'
  /** The call could not be connected. Meta's code: 138004. */
  | 'CALL_CONNECTION_ERROR'
  /** The call was not accepted within 30 to 60 seconds. Meta's code: 138007. */
  | 'CALL_CONNECTION_TIMEOUT'
  /** There is a problem with the account's means of payment for calls. Meta's code: 131044. */
  | 'CALL_PAYMENT_PROBLEM'
  /** The user has already permitted calls for good. Meta's code: 138017. */
  | 'CALL_PERMISSION_ALREADY_PERMANENT'
  /** The user has not permitted calls: ask for permission first. Meta's code: 138006. */
  | 'CALL_PERMISSION_MISSING'
  /** Too many requests for call permission: 1 in 24 hours and 2 in 7 days for one user. Meta's code: 138009. */
  | 'CALL_PERMISSION_REQUEST_LIMIT'
  /** Too many calls in too short a time. Meta's code: 138005. */
  | 'CALL_RATE_LIMIT'
  /** The call ended because no media was received. Meta's code: 138021. */
  | 'CALL_RECEIVE_MEDIA_TIMEOUT'
  /** The call ended because the media relay failed. Meta's code: 138020. */
  | 'CALL_RELAY_FAILED'
  /** The call ended because it could not be set up. Meta's code: 138019. */
  | 'CALL_SETUP_FAILED'
  /** The call ended because no media could be transmitted. Meta's code: 138022. */
  | 'CALL_TRANSMIT_MEDIA_TIMEOUT'
  /** The call was accepted, but no media flowed. Meta's code: 138023. */
  | 'CALL_WITHOUT_MEDIA'
  /** The phone number is registered with an incorrect certificate: register it again. Meta's code: 131045. */
  | 'CERTIFICATE_INCORRECT'
  /** The verification code could not be requested. Meta's code: 136025. */
  | 'CODE_REQUEST_FAILED'
  /** The verification code could not be verified. Meta's code: 136026. */
  | 'CODE_VERIFICATION_FAILED'
  /** The business turned the sharing of history off. Meta's code: 2593109. */
  | 'COEXISTENCE_HISTORY_OFF'
  /** Contacts or history were already synchronised once. Meta's code: 2593107. */
  | 'COEXISTENCE_SYNC_LIMIT'
  /** Synchronising is only possible within 24 hours of onboarding. Meta's code: 2593108. */
  | 'COEXISTENCE_SYNC_TOO_LATE'
  /** The number already has 1,000 calls at once. Meta's code: 138002. */
  | 'CONCURRENT_CALL_LIMIT'
  /** The account may not message users in this country. Meta's code: 130497. */
  | 'COUNTRY_RESTRICTED'
  /** A limit of this endpoint is used up, such as 5 reads of call permissions a second. Meta's code: 613. */
  | 'CUSTOM_CALL_LIMIT'
  /** An earlier deregistration failed: deregister again, then register. Meta's code: 133000. */
  | 'DEREGISTRATION_INCOMPLETE'
  /** The access to Direct Send is blocked. Meta's code: 139200. */
  | 'DIRECT_SEND_BLOCKED'
  /** A template that Direct Send made cannot be deleted. Meta's code: 2388330. */
  | 'DIRECT_SEND_TEMPLATE_NOT_DELETABLE'
  /** A template that Direct Send made cannot be updated. Meta's code: 2388318. */
  | 'DIRECT_SEND_TEMPLATE_NOT_EDITABLE'
  /** The 555 number needs an approved display name before it can send. Meta's code: 131037. */
  | 'DISPLAY_NAME_NOT_APPROVED'
  /** There is already a call with this user. Meta's code: 138003. */
  | 'DUPLICATE_CALL'
  /** The Flow in the message is blocked. Meta's code: 132068. */
  | 'FLOW_BLOCKED'
  /** The Flow is blocked by Meta's integrity checks. Meta's code: 139000. */
  | 'FLOW_BLOCKED_BY_INTEGRITY'
  /** The Flow could not be deleted: it is published. Meta's code: 139004. */
  | 'FLOW_DELETE_FAILED'
  /** The Flow could not be deprecated. Meta's code: 139003. */
  | 'FLOW_DEPRECATE_FAILED'
  /** The Flow could not be published: validation errors, no endpoint, no signed key, or no number. Meta's code: 139002. */
  | 'FLOW_PUBLISH_FAILED'
  /** The Flow is throttled: it has been sent 10 times in this hour. Meta's code: 132069. */
  | 'FLOW_THROTTLED'
  /** The Flow could not be updated: it is published, or its JSON is not valid. Meta's code: 139001. */
  | 'FLOW_UPDATE_FAILED'
  /** Groups cannot be made: too much marketing was sent in customer service windows. Meta's code: 131214. */
  | 'GROUP_CREATION_DISABLED'
  /** The number has as many groups as it may have. Meta's code: 131211. */
  | 'GROUP_CREATION_LIMIT'
  /** The group is not valid: it has a single member. Meta's code: 131020. */
  | 'GROUP_INVALID'
  /** There is no such request to join. Meta's code: 131213. */
  | 'GROUP_JOIN_REQUEST_MISSING'
  /** The user is not in the group. Meta's code: 131212. */
  | 'GROUP_NOT_MEMBER'
  /** The phone number is not eligible for groups. Meta's code: 131215. */
  | 'GROUP_NUMBER_NOT_ELIGIBLE'
  /** The call succeeded for some of the participants only. Meta's code: 131201. */
  | 'GROUP_PARTIAL_SUCCESS'
  /** A participant is named twice. Meta's code: 131202. */
  | 'GROUP_PARTICIPANT_DUPLICATE'
  /** A participant has not accepted the terms. Meta's code: 131203. */
  | 'GROUP_PARTICIPANT_TERMS_NOT_ACCEPTED'
  /** The group's photo is not square. Meta's code: 131209. */
  | 'GROUP_PHOTO_NOT_SQUARE'
  /** The group's photo is too small. Meta's code: 131210. */
  | 'GROUP_PHOTO_TOO_SMALL'
  /** Too many calls for this group. Meta's code: 131208. */
  | 'GROUP_RATE_LIMIT'
  /** The group is suspended. Meta's code: 131207. */
  | 'GROUP_SUSPENDED'
  /** The group has too many participants. Meta's code: 131204. */
  | 'GROUP_TOO_MANY_PARTICIPANTS'
  /** There is no such group. Meta's code: 131041. */
  | 'GROUP_UNKNOWN'
  /** The WhatsApp Business Account is banned. Meta's code: 141014. */
  | 'HEALTH_ACCOUNT_BANNED'
  /** The business has not passed verification. Meta's code: 141010. */
  | 'HEALTH_BUSINESS_NOT_VERIFIED'
  /** See Meta's description and possible solution. Meta's code: 141025. */
  | 'HEALTH_OTHER'
  /** A problem with the means of payment blocks business-initiated messages. Meta's code: 141006. */
  | 'HEALTH_PAYMENT_METHOD'
  /** SIP is not enabled for the phone number. Meta's code: 138024. */
  | 'HEALTH_SIP_NOT_ENABLED'
  /** The app has no SIP server for the phone number. Meta's code: 138025. */
  | 'HEALTH_SIP_SERVER_MISSING'
  /** The template is not approved. Meta's code: 141002. */
  | 'HEALTH_TEMPLATE_NOT_APPROVED'
  /** The idempotency key stands for another message, of other content. Nothing was sent; give each message a key of its own. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The recipient's identity key hash has changed: verify the user again. Meta's code: 137000. */
  | 'IDENTITY_KEY_MISMATCH'
  /** The input breaks a rule that Meta documents; `field` says where. Nothing was sent to Meta. */
  | 'INVALID_INPUT'
  /** A parameter is unknown, wrong or misspelled; `details` says which. Meta's code: 100. */
  | 'INVALID_PARAMETER'
  /** The user's number is part of a marketing experiment, so Meta held the message back. It is not charged. Meta's code: 130472. */
  | 'MARKETING_EXPERIMENT'
  /** Meta limits how many marketing messages a user gets: wait at least 24 hours, and do not loop. Meta's code: 131049. */
  | 'MARKETING_FREQUENCY_LIMIT'
  /** The user stopped marketing messages from this business. Meta's code: 131050. */
  | 'MARKETING_OPTED_OUT'
  /** Marketing templates are disabled on the Cloud API: use the Marketing Messages API. Meta's code: 131063. */
  | 'MARKETING_TEMPLATES_DISABLED'
  /** The Marketing Messages API rejects this template. Meta's code: 134103. */
  | 'MARKETING_TEMPLATE_REJECTED'
  /** The Marketing Messages API only sends marketing templates. Meta's code: 134100. */
  | 'MARKETING_TEMPLATE_REQUIRED'
  /** The user's media could not be downloaded: ask for it again. Meta's code: 131052. */
  | 'MEDIA_DOWNLOAD_FAILED'
  /** The media could not be uploaded: check its type and size. Meta's code: 131053. */
  | 'MEDIA_UPLOAD_FAILED'
  /** The recipient is not on WhatsApp, has an old client, or has not accepted the terms. Meta's code: 131026. */
  | 'MESSAGE_UNDELIVERABLE'
  /** The messaging limit was reached because of misclassified templates. Meta's code: 131064. */
  | 'MESSAGING_LIMIT_MISCLASSIFICATION'
  /** Not possible here: a non-marketing message on the Marketing Messages API, or a Graph call on a SIP number. Meta's code: 131055. */
  | 'METHOD_NOT_ALLOWED'
  /** The ownership of the number is not confirmed, or its two-step verification is still on. Meta's code: 2388001. */
  | 'MIGRATION_NOT_CONFIRMED'
  /** The number cannot be migrated; `details` says why (webhooks, display name, credit line, business). Meta's code: 2388103. */
  | 'MIGRATION_NOT_POSSIBLE'
  /** Meta could not be reached, and nothing of the message can have arrived there: it can be sent again safely. */
  | 'NOT_SENT'
  /** There is no such object, or the token has no access to it; a deleted phone number answers this too. Meta's codes: 33, 803, 100/33. */
  | 'OBJECT_NOT_FOUND'
  /** The order could not be cancelled. Meta's code: 2047. */
  | 'ORDER_CANCELLATION_FAILED'
  /** The payment message is not supported here. Meta's code: 2040. */
  | 'ORDER_MESSAGE_UNSUPPORTED'
  /** The order cannot change from its status to this one. Meta's code: 2046. */
  | 'ORDER_TRANSITION_INVALID'
  /** The 24-hour customer service window is closed, so only a template can be sent. Nothing was sent to Meta. */
  | 'OUTSIDE_SERVICE_WINDOW'
  /** The page's hourly call allowance is used up. Meta's code: 32. */
  | 'PAGE_CALL_LIMIT'
  /** The paging cursor is invalid or expired: start without one. Meta's code: 131059. */
  | 'PAGING_CURSOR_INVALID'
  /** Too many messages from this number to this one recipient: pause for this pair, other recipients are not affected. Meta's code: 131056. */
  | 'PAIR_RATE_LIMIT'
  /** The value of a parameter is not valid; `details` says which. Meta's code: 131009. */
  | 'PARAMETER_VALUE_INVALID'
  /** The terms of WhatsApp Payments are not accepted. Meta's code: 134011. */
  | 'PAYMENTS_TERMS_NOT_ACCEPTED'
  /** A permission or the access to this asset is missing or was removed, or the account is restricted. Meta's code: 10. */
  | 'PERMISSION_DENIED'
  /** The phone number is already in your list. Meta's code: 2388012. */
  | 'PHONE_NUMBER_ALREADY_ADDED'
  /** The number is already verified, or a code cannot be requested for it. Meta's code: 136024. */
  | 'PHONE_NUMBER_ALREADY_VERIFIED'
  /** The phone number is in maintenance: try again in a few minutes. Meta's code: 2494100. */
  | 'PHONE_NUMBER_IN_MAINTENANCE'
  /** The number is not eligible for a registration code: it is not being migrated. Meta's codes: 2388091, 2388093. */
  | 'PHONE_NUMBER_NOT_MIGRATING'
  /** The phone number is not registered. Meta's code: 133010. */
  | 'PHONE_NUMBER_NOT_REGISTERED'
  /** The number was deleted a moment ago: wait 5 minutes. Meta's code: 133015. */
  | 'PHONE_NUMBER_RECENTLY_DELETED'
  /** The account is temporarily blocked for violating a policy; its health status says more. Meta's code: 368. */
  | 'POLICY_VIOLATION_BLOCK'
  /** The call would exceed a limit of Meta that the gateway keeps. Nothing was sent; try again after `retryAfterMs`. */
  | 'RATE_LIMITED'
  /** The user cannot be called. Meta's code: 138001. */
  | 'RECEIVER_UNCALLABLE'
  /** The business has blocked this user: unblock first. Meta's code: 130403. */
  | 'RECIPIENT_BLOCKED'
  /** Recipient and sender are the same phone number. Meta's code: 131021. */
  | 'RECIPIENT_IS_SENDER'
  /** A test number only sends to recipients on its list: add the recipient in the app dashboard. Meta's code: 131030. */
  | 'RECIPIENT_NOT_ALLOWED'
  /** More than 10 registrations or deregistrations of the number in 72 hours: it is locked for 72 hours. Meta's code: 133016. */
  | 'REGISTRATION_LIMIT'
  /** The registration server is unavailable for the moment. Meta's code: 133004. */
  | 'REGISTRATION_SERVER_UNAVAILABLE'
  /** A required parameter is missing; `details` says which. Meta's code: 131008. */
  | 'REQUIRED_PARAMETER_MISSING'
  /** More than 24 hours have passed since the user's last message: send a template instead. Meta's code: 131047. */
  | 'RE_ENGAGEMENT_WINDOW_CLOSED'
  /** The answer to a send was lost, or is a fault of Meta's that proves nothing: the message may have been delivered. Look for its status before sending it again. */
  | 'SEND_UNKNOWN'
  /** A service of Meta is unavailable for the moment. A send may have gone out. Meta's code: 131016. */
  | 'SERVICE_UNAVAILABLE'
  /** The session behind the access token is no longer valid: authenticate again. Meta's code: 102. */
  | 'SESSION_INVALID'
  /** In-App Signup is not enabled for the account. Meta's code: 2494165. */
  | 'SIGNUP_NOT_ENABLED'
  /** There is no such In-App Signup. Meta's code: 2494164. */
  | 'SIGNUP_NOT_FOUND'
  /** The In-App Signup has an unknown placeholder. Meta's code: 2494166. */
  | 'SIGNUP_PLACEHOLDER_UNKNOWN'
  /** The In-App Signup has no `promo_code`. Meta's code: 2494167. */
  | 'SIGNUP_PROMO_CODE_MISSING'
  /** The terms of In-App Signup are already accepted. Meta's code: 2494176. */
  | 'SIGNUP_TERMS_ALREADY_ACCEPTED'
  /** The terms of In-App Signup are not accepted. Meta's code: 2494168. */
  | 'SIGNUP_TERMS_NOT_ACCEPTED'
  /** The URL of the terms is not allowed. Meta's code: 2494177. */
  | 'SIGNUP_TERMS_URL_NOT_ALLOWED'
  /** The website of an In-App Signup must be https. Meta's code: 2494179. */
  | 'SIGNUP_WEBSITE_NOT_HTTPS'
  /** Meta failed for an unknown reason: try again a few times. A send may have gone out. Meta's code: 131000. */
  | 'SOMETHING_WENT_WRONG'
  /** Too many earlier messages were blocked or reported as spam: stop campaigns and improve quality. Meta's code: 131048. */
  | 'SPAM_RATE_LIMIT'
  /** The template already has content in this language. Meta's code: 2388024. */
  | 'TEMPLATE_ALREADY_EXISTS'
  /** A template of this name and language is being deleted: wait, or use another name. Meta's code: 2388023. */
  | 'TEMPLATE_BEING_DELETED'
  /** The format of the template's body is wrong. Meta's code: 2388072. */
  | 'TEMPLATE_BODY_INVALID'
  /** The template is disabled for good: make a new one. Meta's code: 132016. */
  | 'TEMPLATE_DISABLED'
  /** A field of the template exceeds its character limit. Meta's code: 2388040. */
  | 'TEMPLATE_FIELD_TOO_LONG'
  /** The format of the template's footer is wrong. Meta's code: 2388073. */
  | 'TEMPLATE_FOOTER_INVALID'
  /** The template's content breaks a policy on characters or format. Meta's code: 132007. */
  | 'TEMPLATE_FORMAT_POLICY_VIOLATED'
  /** The format of the template's header is wrong. Meta's code: 2388047. */
  | 'TEMPLATE_HEADER_INVALID'
  /** Template insights are not enabled on the account: enable them first. Meta's code: 200007. */
  | 'TEMPLATE_INSIGHTS_DISABLED'
  /** Template insights cannot be disabled. Meta's code: 200006. */
  | 'TEMPLATE_INSIGHTS_PERMANENT'
  /** Template insights are not available yet. Meta's code: 200005. */
  | 'TEMPLATE_INSIGHTS_UNAVAILABLE'
  /** The account has as many templates as it may have: delete some, or verify the business. Meta's code: 2388019. */
  | 'TEMPLATE_LIMIT_REACHED'
  /** The template does not exist in this language, or is not approved. Meta's code: 132001. */
  | 'TEMPLATE_NOT_FOUND'
  /** The template parameters are not valid; see `details`. Meta's code: 132018. */
  | 'TEMPLATE_PARAMETERS_INVALID'
  /** The number of parameters is not the number that the template has. Meta's code: 132000. */
  | 'TEMPLATE_PARAMETER_COUNT_MISMATCH'
  /** A parameter has another format than the template was made with. Meta's code: 132012. */
  | 'TEMPLATE_PARAMETER_FORMAT_MISMATCH'
  /** The value of a template parameter is not valid. Meta's code: 132008. */
  | 'TEMPLATE_PARAMETER_INVALID'
  /** The template is paused for low quality: wait, or edit it. Meta's code: 132015. */
  | 'TEMPLATE_PAUSED'
  /** The template was rejected for its content or format. Meta's code: 2388039. */
  | 'TEMPLATE_REJECTED'
  /** The template is not yet known to the Marketing Messages API: wait 10 minutes. Meta's code: 134101. */
  | 'TEMPLATE_STILL_SYNCING'
  /** The text is too long once the parameters are filled in. Meta's code: 132005. */
  | 'TEMPLATE_TEXT_TOO_LONG'
  /** The template has too many variables for the length of its text. Meta's code: 2388293. */
  | 'TEMPLATE_TOO_MANY_VARIABLES'
  /** The template is not available or not eligible for the Marketing Messages API. Meta's code: 134102. */
  | 'TEMPLATE_UNAVAILABLE_FOR_MARKETING'
  /** A variable stands at the start or the end of the template. Meta's code: 2388299. */
  | 'TEMPLATE_VARIABLE_AT_EDGE'
  /** Only the escalation partner may take control of a thread. Meta's code: 2494191. */
  | 'THREAD_TAKE_NOT_PERMITTED'
  /** The phone number sends faster than its throughput allows: slow down and try again. Meta's code: 130429. */
  | 'THROUGHPUT_LIMIT'
  /** The two-step verification PIN is wrong. Meta's code: 133005. */
  | 'TWO_STEP_PIN_MISMATCH'
  /** The two-step PIN was entered too fast; `details` says how long to wait. Meta's code: 133009. */
  | 'TWO_STEP_PIN_TOO_FAST'
  /** Too many guesses of the two-step PIN; `details` says how long to wait. Meta's code: 133008. */
  | 'TWO_STEP_PIN_TOO_MANY_GUESSES'
  /** An error code that this catalogue does not know; `metaCode` and `message` are Meta's. */
  | 'UNKNOWN'
  /** The message type is not supported. Meta's code: 131051. */
  | 'UNSUPPORTED_MESSAGE_TYPE'
  /** Meta could not be reached or gave no usable answer; the call changes nothing when it is repeated. */
  | 'UPSTREAM_UNAVAILABLE'
  /** Link the Facebook Page of this name first. Meta's code: 147003. */
  | 'USERNAME_NEEDS_FACEBOOK_PAGE'
  /** Link the Instagram account of this name first. Meta's code: 147004. */
  | 'USERNAME_NEEDS_INSTAGRAM'
  /** The username is not available. Meta's code: 147001. */
  | 'USERNAME_NOT_AVAILABLE'
  /** The account is not eligible for a username. Meta's code: 147002. */
  | 'USERNAME_NOT_ELIGIBLE'
  /** Another of your numbers has the username: ask for a forced transfer. Meta's code: 147005. */
  | 'USERNAME_ON_OTHER_NUMBER'
  /** The token owner's hourly call allowance is used up. Meta's code: 17. */
  | 'USER_CALL_LIMIT'
  /** Something in the parameters is wrong; Meta does not say what. Meta's code: 135000. */
  | 'USER_ERROR'
  /** This message cannot be sent to a business-scoped user id: use the phone number. Meta's code: 131062. */
  | 'USER_ID_RECIPIENT_UNSUPPORTED'
  /** The number has to be verified again: request a code and verify it. Meta's code: 133006. */
  | 'VERIFICATION_NEEDED';

/** What kind of thing takes part in sending a message. */
export type HealthEntityType =
  /** The Meta app whose token was used. */
  | 'APP'
  /** The business portfolio that owns the account. */
  | 'BUSINESS'
  /** The Flow. */
  | 'FLOW'
  /** The message template. */
  | 'MESSAGE_TEMPLATE'
  /** The business phone number. */
  | 'PHONE_NUMBER'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED'
  /** The WhatsApp Business account. */
  | 'WABA';

/** How far a message has come. Meta reports the steps in any order and may leave some out: `READ` implies `DELIVERED`. */
export type MessageDeliveryStatus =
  /** Meta has taken the message on; no status has come yet. Only of outbound messages. */
  | 'ACCEPTED'
  /** A payment that was asked for has been made (India). */
  | 'CAPTURED'
  /** It was deleted. */
  | 'DELETED'
  /** It is on the recipient's device. */
  | 'DELIVERED'
  /** It could not be sent or delivered; the errors say why. Final. */
  | 'FAILED'
  /** A payment that was asked for is under way (India). */
  | 'PENDING'
  /** The recipient has played the voice message for the first time. */
  | 'PLAYED'
  /** The recipient has opened the chat with it. */
  | 'READ'
  /** It has come from a customer. Only of inbound messages. */
  | 'RECEIVED'
  /** It is on Meta's servers and on its way. */
  | 'SENT'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED'
  /** Meta has something to say about it; it may still arrive. */
  | 'WARNING';

/** Which way a message goes, seen from the business. */
export type MessageDirection =
  /** From a customer to the business. */
  | 'INBOUND'
  /** From the business to a customer or a group. */
  | 'OUTBOUND';

/** What rate a message is charged at. */
export type MessagePricingCategory =
  /** Authentication. */
  | 'AUTHENTICATION'
  /** Authentication from abroad, in countries with a rate of their own for it. */
  | 'AUTHENTICATION_INTERNATIONAL'
  /** Service by a general-purpose AI. */
  | 'GENERAL_PURPOSE_AI'
  /** Marketing, in a group. */
  | 'GROUP_MARKETING'
  /** Service, in a group. */
  | 'GROUP_SERVICE'
  /** Utility, in a group. */
  | 'GROUP_UTILITY'
  /** Marketing. */
  | 'MARKETING'
  /** Marketing, sent through the Marketing Messages API. */
  | 'MARKETING_LITE'
  /** Free entry point. */
  | 'REFERRAL_CONVERSION'
  /** Service: anything but a template. */
  | 'SERVICE'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED'
  /** Utility. */
  | 'UTILITY';

/** Whether messages can be sent (Meta's `can_send_message`). */
export type MessagingAvailability =
  /** Nothing stands in the way. */
  | 'AVAILABLE'
  /** No messages can be sent: the `errors` say why. */
  | 'BLOCKED'
  /** Messages can be sent, but less than could be: the `errors` say why. */
  | 'LIMITED'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED';

/** How many unique users may be messaged outside a customer service window in a rolling 24 hours. Since October 2025 the limit belongs to the business portfolio and all its phone numbers share it. */
export type MessagingLimit =
  /** 1,000 users: a level of the time before October 2025. */
  | 'TIER_1K'
  /** 2,000 users: after verification, or 2,000 good deliveries in 30 days. */
  | 'TIER_2K'
  /** 10,000 users. */
  | 'TIER_10K'
  /** 50 users. */
  | 'TIER_50'
  /** 100,000 users. */
  | 'TIER_100K'
  /** 250 users: where a portfolio starts. */
  | 'TIER_250'
  /** Meta has not set a limit yet. */
  | 'TIER_NOT_SET'
  /** No limit. */
  | 'TIER_UNLIMITED'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED';

/** Whether a business phone number is in use with the platform, and what restrains it. */
export type PhoneNumberStatus =
  /** Banned for breaking policy. */
  | 'BANNED'
  /** Registered: can send and receive. */
  | 'CONNECTED'
  /** Removed from the account. */
  | 'DELETED'
  /** Not registered any more. */
  | 'DISCONNECTED'
  /** Its quality fell to RED; unless it rises, the messaging limit falls. */
  | 'FLAGGED'
  /** Linked to the account (named in Meta's OpenAPI description). */
  | 'LINKED'
  /** Moved to another account. */
  | 'MIGRATED'
  /** Added, not registered yet. */
  | 'PENDING'
  /** Sends faster than allowed for now. */
  | 'RATE_LIMITED'
  /** Reached its messaging limit; no more business-initiated messages for now. */
  | 'RESTRICTED'
  /** Meta does not know. */
  | 'UNKNOWN'
  /** No longer linked to the account (named in Meta's OpenAPI description). */
  | 'UNLINKED'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED'
  /** Its owner has not proved to have it. */
  | 'UNVERIFIED';

/** How recipients took the messages of the last days: blocks and reports lower it. */
export type QualityRating =
  /** High quality. */
  | 'GREEN'
  /** Not determined. */
  | 'NA'
  /** Low quality. */
  | 'RED'
  /** Not known yet: too few messages. */
  | 'UNKNOWN'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED'
  /** Medium quality. */
  | 'YELLOW';

/** What a review of Meta came to. */
export type ReviewDecision =
  /** Approved. */
  | 'APPROVED'
  /** Put off: it may be used within limits for now. */
  | 'DEFERRED'
  /** Not decided yet. */
  | 'PENDING'
  /** Refused. */
  | 'REJECTED'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED';

/** What is known of a send. */
export type SendAttemptState =
  /** It is proven that Meta has no message. The idempotency key is free: the same call sends it. */
  | 'REFUSED'
  /** It is on its way; ask again in a moment. */
  | 'SENDING'
  /** Meta has the message. */
  | 'SENT'
  /** The answer was lost: Meta may have the message. It is never sent again; the first status of the message makes this `SENT`. Where none comes within minutes, Meta most likely has none. */
  | 'UNKNOWN';

/** What a button of a message template does. */
export type TemplateButtonType =
  /** Opens an app. */
  | 'APP'
  /** Opens the catalog. */
  | 'CATALOG'
  /** Copies a coupon code. */
  | 'COPY_CODE'
  /** Opens a Flow (its old name); Meta does not document its shape. */
  | 'EXTENSION'
  /** Opens a Flow. */
  | 'FLOW'
  /** Opens a list of products (multi-product message). */
  | 'MPM'
  /** Opens a bill to be paid. */
  | 'ORDER_DETAILS'
  /** Copies or fills in a one-time passcode. */
  | 'OTP'
  /** Calls a phone number. */
  | 'PHONE_NUMBER'
  /** Answers with a payload; Meta does not document its shape. */
  | 'POSTBACK'
  /** Answers with its text. */
  | 'QUICK_REPLY'
  /** Sets a reminder; Meta does not document its shape. */
  | 'REMINDER'
  /** Shares the recipient's phone number. */
  | 'REQUEST_CONTACT_INFO'
  /** Sends the recipient's location; Meta does not document its shape. */
  | 'SEND_LOCATION'
  /** Opens a product (single-product message). */
  | 'SPM'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED'
  /** Opens a web page; also how Meta answers one-time passcode buttons. */
  | 'URL'
  /** Calls the business on WhatsApp. */
  | 'VOICE_CALL';

/** What a message template is for; decides on its price and rules. */
export type TemplateCategory =
  /** One-time passcodes. */
  | 'AUTHENTICATION'
  /** Anything that is not authentication or utility. */
  | 'MARKETING'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED'
  /** What follows from something that the recipient did or asked for. */
  | 'UTILITY';

/** Which part of a message template it is. */
export type TemplateComponentType =
  /** The text. */
  | 'BODY'
  /** The buttons. */
  | 'BUTTONS'
  /** Asks whether the business may call. */
  | 'CALL_PERMISSION_REQUEST'
  /** Cards side by side. */
  | 'CAROUSEL'
  /** A small line below the text. */
  | 'FOOTER'
  /** What is above the text. */
  | 'HEADER'
  /** An offer with an end. */
  | 'LIMITED_TIME_OFFER'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED';

/** What a header shows. */
export type TemplateHeaderFormat =
  /** A file. */
  | 'DOCUMENT'
  /** A moving picture; Marketing Messages API only. */
  | 'GIF'
  /** A picture. */
  | 'IMAGE'
  /** A place on a map. */
  | 'LOCATION'
  /** A product of the catalog. */
  | 'PRODUCT'
  /** A line of text. */
  | 'TEXT'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED'
  /** A video. */
  | 'VIDEO';

/** Which part of a template a parameter fills. */
export type TemplateParameterComponent =
  /** The text. */
  | 'BODY'
  /** A button. */
  | 'BUTTON'
  /** What is above the text. */
  | 'HEADER'
  /** When an offer ends. */
  | 'LIMITED_TIME_OFFER'
  /** News of an order. */
  | 'ORDER_STATUS'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED';

/** What a parameter of a template is. */
export type TemplateParameterKind =
  /** How long a call button works, and what comes back in the webhooks of the call. */
  | 'CALL_OPTIONS'
  /** A code that is copied, up to 20 characters. */
  | 'COUPON_CODE'
  /** A point in time. */
  | 'DATE_TIME'
  /** A file, by its id or a link. */
  | 'DOCUMENT'
  /** What is handed to a Flow. */
  | 'FLOW_ACTION'
  /** An animation as MP4; Marketing Messages API only. */
  | 'GIF'
  /** An image, by its id or a link. */
  | 'IMAGE'
  /** A link into an app. */
  | 'LINK'
  /** A place on the map. */
  | 'LOCATION'
  /** An order to pay. */
  | 'ORDER_DETAILS'
  /** How an order stands. */
  | 'ORDER_STATUS'
  /** What comes back in the webhook when a quick reply is tapped. */
  | 'PAYLOAD'
  /** A product of a catalog. */
  | 'PRODUCT'
  /** Up to 30 products in sections, and the one whose picture is shown. */
  | 'PRODUCTS'
  /** A text on one line. Of a URL button: what completes the address; a one-time code goes here too. */
  | 'TEXT'
  /** The product whose picture stands for the catalog. */
  | 'THUMBNAIL_PRODUCT'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED'
  /** A video, by its id or a link. */
  | 'VIDEO';

/** Why Meta refused a message template. */
export type TemplateRejectedReason =
  /** Its content breaks the policy. */
  | 'ABUSIVE_CONTENT'
  /** The account may not use its category. */
  | 'CATEGORY_NOT_AVAILABLE'
  /** Its content does not fit its category. */
  | 'INCORRECT_CATEGORY'
  /** Its format or its parameters are wrong. */
  | 'INVALID_FORMAT'
  /** It did not. */
  | 'NONE'
  /** It advertises, which its category does not allow. */
  | 'PROMOTIONAL'
  /** It looks like fraud. */
  | 'SCAM'
  /** Its language or category does not match its content. */
  | 'TAG_CONTENT_MISMATCH'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED';

/** Whether a message template can be sent, and if not, why. */
export type TemplateStatus =
  /** Can be sent. */
  | 'APPROVED'
  /** Put away after a year without use, or by its owner. */
  | 'ARCHIVED'
  /** Deleted. */
  | 'DELETED'
  /** Cannot be sent any more, as recipients took it badly repeatedly. */
  | 'DISABLED'
  /** Recipients take it badly; without improvement it is paused. */
  | 'FLAGGED'
  /** Refused; the appeal is under review. */
  | 'IN_APPEAL'
  /** The account has as many templates as it may. */
  | 'LIMIT_EXCEEDED'
  /** Locked by Meta. */
  | 'LOCKED'
  /** Cannot be sent for some hours, as recipients took it badly. */
  | 'PAUSED'
  /** Under review. */
  | 'PENDING'
  /** Being deleted; messages on their way are still tried. */
  | 'PENDING_DELETION'
  /** Can be sent again. */
  | 'REINSTATED'
  /** Refused: see `rejectedReason`; can be edited and handed in again. */
  | 'REJECTED'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED';

/** What became of a message template. */
export type TemplateStatusEvent =
  /** It can be sent. */
  | 'APPROVED'
  /** It was put away after a year without use, or by its owner. */
  | 'ARCHIVED'
  /** It was deleted. */
  | 'DELETED'
  /** It cannot be sent any more, as recipients took it badly repeatedly. */
  | 'DISABLED'
  /** Recipients take it badly; without improvement it is paused. */
  | 'FLAGGED'
  /** Its refusal is being looked at again. */
  | 'IN_APPEAL'
  /** The account has as many templates as it may. */
  | 'LIMIT_EXCEEDED'
  /** Meta locked it. */
  | 'LOCKED'
  /** It cannot be sent for some hours, as recipients took it badly. */
  | 'PAUSED'
  /** It is under review. */
  | 'PENDING'
  /** It is being deleted. */
  | 'PENDING_DELETION'
  /** It can be sent again. */
  | 'REINSTATED'
  /** Meta refused it. */
  | 'REJECTED'
  /** It was taken back out of the archive. */
  | 'UNARCHIVED'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED';

/** How many messages a second a phone number may handle. */
export type ThroughputLevel =
  /** Up to 1,000 messages a second; Meta raises it by itself. */
  | 'HIGH'
  /** No throughput: not registered. */
  | 'NOT_APPLICABLE'
  /** 80 messages a second, inbound and outbound together (less on numbers also on the WhatsApp Business app). */
  | 'STANDARD'
  /** A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent. */
  | 'UNRECOGNIZED';

/** What became of a webhook request. */
export type WebhookOutcome =
  /** Signed, but not about a WhatsApp Business Account. Answered with 400. */
  | 'FOREIGN'
  /** Signed, but not UTF-8 or not JSON. Answered with 400. */
  | 'MALFORMED'
  /** It had no `X-Hub-Signature-256`. Answered with 401. */
  | 'MISSING_SIGNATURE'
  /** Every event in it is stored. Answered with 200. */
  | 'STORED'
  /** Its body is larger than WEBHOOK_MAX_BYTES. Answered with 413. */
  | 'TOO_LARGE'
  /** It could not be stored at the time. Answered with 503: Meta sends it again, for up to 7 days. */
  | 'UNAVAILABLE'
  /** Its signature is not by a known app secret. Answered with 401. */
  | 'WRONG_SIGNATURE';

export type AccountsQueryVariables = Exact<{
  first?: number | null | undefined;
  phoneNumbers?: number | null | undefined;
  templates?: number | null | undefined;
}>;


export type AccountsQuery = { whatsAppBusinessAccounts: { nodes: Array<{ id: string, name: string | null, phoneNumbers: { nodes: Array<{ id: string, displayPhoneNumber: string | null, verifiedName: string | null, qualityRating: QualityRating | null, throughput: { level: ThroughputLevel | null } | null, businessProfile: { about: string | null, websites: Array<string> | null } | null }> } | null, messageTemplates: { nodes: Array<{ id: string, name: string | null, language: string | null, status: TemplateStatus | null, category: TemplateCategory | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type PhoneNumberQueryVariables = Exact<{
  id?: string;
}>;


export type PhoneNumberQuery = { phoneNumber: { id: string, displayPhoneNumber: string | null, verifiedName: string | null, status: PhoneNumberStatus | null, nameStatus: DisplayNameStatus | null, qualityScore: { score: QualityRating | null, date: string | null, reasons: Array<string> | null } | null, throughput: { level: ThroughputLevel | null } | null, healthStatus: { canSendMessage: MessagingAvailability | null, entities: Array<{ entityType: HealthEntityType | null, canSendMessage: MessagingAvailability | null, errors: Array<{ errorCode: number | null, errorDescription: string | null, possibleSolution: string | null }> | null }> | null } | null, businessProfile: { about: string | null, description: string | null, email: string | null, vertical: BusinessVertical | null, websites: Array<string> | null } | null } | null };

export type TemplatesQueryVariables = Exact<{
  accountId?: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  status?: Array<TemplateStatus> | TemplateStatus | null | undefined;
}>;


export type TemplatesQuery = { whatsAppBusinessAccount: { id: string, name: string | null, messageTemplates: { edges: Array<{ cursor: string, node: { id: string, name: string | null, language: string | null, category: TemplateCategory | null, components: Array<
            | { text: string | null, type: TemplateComponentType | null }
            | { type: TemplateComponentType | null, buttons: Array<
                | { type: TemplateButtonType | null, text: string | null }
                | { type: TemplateButtonType | null, text: string | null }
                | { type: TemplateButtonType | null, text: string | null }
                | { type: TemplateButtonType | null, text: string | null }
                | { type: TemplateButtonType | null, text: string | null }
                | { type: TemplateButtonType | null, text: string | null }
                | { type: TemplateButtonType | null, text: string | null }
                | { type: TemplateButtonType | null, text: string | null }
                | { type: TemplateButtonType | null, text: string | null }
                | { type: TemplateButtonType | null, text: string | null }
                | { type: TemplateButtonType | null, text: string | null }
                | { type: TemplateButtonType | null, text: string | null }
                | { type: TemplateButtonType | null, text: string | null }
                | { type: TemplateButtonType | null, text: string | null }
              > | null }
            | { type: TemplateComponentType | null }
            | { type: TemplateComponentType | null }
            | { text: string | null, type: TemplateComponentType | null }
            | { type: TemplateComponentType | null }
            | { type: TemplateComponentType | null }
            | { type: TemplateComponentType | null }
            | { type: TemplateComponentType | null }
            | { text: string | null, type: TemplateComponentType | null }
            | { type: TemplateComponentType | null }
          > | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type SendTextMutationVariables = Exact<{
  phoneNumberId?: string;
  to?: string;
  body?: string;
}>;


export type SendTextMutation = { sendMessage: { message: { id: string, status: MessageDeliveryStatus | null } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: ErrorCode }> } };

export type SendTemplateMutationVariables = Exact<{
  phoneNumberId?: string;
  to?: string;
}>;


export type SendTemplateMutation = { sendMessage: { message: { id: string, status: MessageDeliveryStatus | null } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: ErrorCode }> } };

export type SendButtonsMutationVariables = Exact<{
  phoneNumberId?: string;
  to?: string;
}>;


export type SendButtonsMutation = { sendMessage: { message: { id: string, status: MessageDeliveryStatus | null } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: ErrorCode }> } };

export type MarkAsReadMutationVariables = Exact<{
  phoneNumberId?: string;
  messageId?: string;
}>;


export type MarkAsReadMutation = { markMessageAsRead: { success: boolean, userErrors: Array<{ message: string, code: ErrorCode, category: ErrorCategory, retryable: boolean, metaCode: number | null, fbtraceId: string | null }> } };

export type MessageQueryVariables = Exact<{
  id?: string;
}>;


export type MessageQuery = { message: { id: string, direction: MessageDirection, type: string | null, timestamp: string, status: MessageDeliveryStatus | null, contact: { id: string, name: string | null, phone: string | null, username: string | null } | null, content:
      | { body: string }
      | Record<PropertyKey, never>
     | null, statuses: Array<{ status: MessageDeliveryStatus | null, timestamp: string }>, pricing: { billable: boolean | null, category: MessagePricingCategory | null } | null, failure: { code: number | null, title: string | null, details: string | null } | null } | null };

export type ConversationsQueryVariables = Exact<{
  phoneNumberId?: string;
  first?: number | null | undefined;
  messages?: number | null | undefined;
}>;


export type ConversationsQuery = { phoneNumber: { id: string, conversations: { nodes: Array<{ id: string, lastMessageAt: string, unreadCount: number | null, lastMessage: { id: string, type: string | null, status: MessageDeliveryStatus | null } | null, serviceWindow: { isOpen: boolean, openUntil: string } | null, freeEntryPointWindow: { isOpen: boolean, openUntil: string } | null, contact: { id: string, name: string | null, phone: string | null, username: string | null, marketingOptOuts: Array<{ phoneNumberId: string, since: string }> } | null, messages: { nodes: Array<{ id: string, direction: MessageDirection, type: string | null, timestamp: string, status: MessageDeliveryStatus | null, content:
              | { body: string }
              | Record<PropertyKey, never>
             | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type EventsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type EventsQuery = { events: { nodes: Array<
      | { __typename: 'AccountAlerted', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'AccountPartnerUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'AccountReviewUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'AccountUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'AppContactsSynced', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'AutomaticEventsReported', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'BusinessCapabilityUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'BusinessStatusUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'BusinessUsernameUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'CallStatusUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'CallUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'CampaignStatusUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'ContactPreferencesUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'ContactUserIdUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'ConversationHandedOver', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'FlowUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'GroupLifecycleUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'GroupParticipantsUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'GroupSettingsUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'GroupStatusUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'HistorySynced', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'MessageEchoed', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'MessageReceived', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'MessageStatusUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'MessagingErrorsReported', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'PartnerSolutionUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'PaymentConfigurationUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'PhoneNumberNameUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'PhoneNumberQualityUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'PhoneNumberSecurityUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'PhoneNumberSettingsUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'StandbyReceived', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'TemplateCategoryUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'TemplateComponentsUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'TemplateCorrectCategoryDetected', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'TemplateQualityUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'TemplateStatusUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'TrackingEventsReported', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'UnknownEvent', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
      | { __typename: 'UserActionsReported', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    >, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type WatchEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type WatchEventsSubscription = { events:
    | { __typename: 'AccountAlerted', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'AccountPartnerUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'AccountReviewUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'AccountUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'AppContactsSynced', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'AutomaticEventsReported', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'BusinessCapabilityUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'BusinessStatusUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'BusinessUsernameUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'CallStatusUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'CallUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'CampaignStatusUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'ContactPreferencesUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'ContactUserIdUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'ConversationHandedOver', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'FlowUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'GroupLifecycleUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'GroupParticipantsUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'GroupSettingsUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'GroupStatusUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'HistorySynced', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'MessageEchoed', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'MessageReceived', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'MessageStatusUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'MessagingErrorsReported', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'PartnerSolutionUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'PaymentConfigurationUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'PhoneNumberNameUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'PhoneNumberQualityUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'PhoneNumberSecurityUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'PhoneNumberSettingsUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'StandbyReceived', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'TemplateCategoryUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'TemplateComponentsUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'TemplateCorrectCategoryDetected', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'TemplateQualityUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'TemplateStatusUpdated', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'TrackingEventsReported', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'UnknownEvent', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
    | { __typename: 'UserActionsReported', id: string, cursor: string, receivedAt: string, field: string, accountId: string, payload: unknown }
   };

export type WatchStatusesSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type WatchStatusesSubscription = { messageStatusUpdated: { id: string, cursor: string, receivedAt: string, status: { status: MessageDeliveryStatus | null, timestamp: string, recipient: { id: string, phone: string | null } | null, errors: Array<{ code: number | null, title: string | null, details: string | null }> }, message: { id: string, status: MessageDeliveryStatus | null } | null } };

export type WatchTemplatesSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type WatchTemplatesSubscription = { templateUpdated:
    | { __typename: 'TemplateCategoryUpdated', isAnnouncement: boolean, newCategory: TemplateCategory | null, correctCategory: TemplateCategory | null, cursor: string, templateId: string | null, templateName: string | null, templateLanguage: string | null }
    | { __typename: 'TemplateComponentsUpdated', cursor: string, templateId: string | null, templateName: string | null, templateLanguage: string | null }
    | { __typename: 'TemplateCorrectCategoryDetected', cursor: string, templateId: string | null, templateName: string | null, templateLanguage: string | null }
    | { __typename: 'TemplateQualityUpdated', previousQualityScore: QualityRating | null, newQualityScore: QualityRating | null, cursor: string, templateId: string | null, templateName: string | null, templateLanguage: string | null }
    | { __typename: 'TemplateStatusUpdated', templateStatus: TemplateStatusEvent | null, rejectedReason: TemplateRejectedReason | null, cursor: string, templateId: string | null, templateName: string | null, templateLanguage: string | null, rejectionInfo: { reason: string | null, recommendation: string | null } | null }
   };

export type WatchAccountsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type WatchAccountsSubscription = { accountUpdated:
    | { __typename: 'AccountAlerted', cursor: string, accountId: string, alertInfo: { alertSeverity: AlertSeverity | null, alertType: AlertType | null, alertDescription: string | null } | null }
    | { __typename: 'AccountPartnerUpdated', cursor: string, accountId: string }
    | { __typename: 'AccountReviewUpdated', decision: ReviewDecision | null, cursor: string, accountId: string }
    | { __typename: 'AccountUpdated', accountEvent: AccountUpdateEvent | null, accountEventRaw: string | null, cursor: string, accountId: string, restrictionInfo: Array<{ restrictionType: AccountRestrictionType | null, expiration: string | null }>, banInfo: { wabaBanState: AccountBanState | null, wabaBanDate: string | null } | null }
    | { __typename: 'BusinessCapabilityUpdated', messagingLimit: MessagingLimit | null, cursor: string, accountId: string }
    | { __typename: 'BusinessStatusUpdated', cursor: string, accountId: string }
    | { __typename: 'CampaignStatusUpdated', cursor: string, accountId: string }
    | { __typename: 'MessagingErrorsReported', cursor: string, accountId: string }
    | { __typename: 'PaymentConfigurationUpdated', cursor: string, accountId: string }
   };

export type SchemaDriftQueryVariables = Exact<{ [key: string]: never; }>;


export type SchemaDriftQuery = { schemaDrift: Array<{ field: string, kind: string, path: string, count: number, lastSeen: string, exampleEventId: string | null }> };

export type EventsSinceSubscriptionVariables = Exact<{
  since?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type EventsSinceSubscription = { events:
    | { __typename: 'AccountAlerted', cursor: string, receivedAt: string }
    | { __typename: 'AccountPartnerUpdated', cursor: string, receivedAt: string }
    | { __typename: 'AccountReviewUpdated', cursor: string, receivedAt: string }
    | { __typename: 'AccountUpdated', cursor: string, receivedAt: string }
    | { __typename: 'AppContactsSynced', cursor: string, receivedAt: string }
    | { __typename: 'AutomaticEventsReported', cursor: string, receivedAt: string }
    | { __typename: 'BusinessCapabilityUpdated', cursor: string, receivedAt: string }
    | { __typename: 'BusinessStatusUpdated', cursor: string, receivedAt: string }
    | { __typename: 'BusinessUsernameUpdated', cursor: string, receivedAt: string }
    | { __typename: 'CallStatusUpdated', cursor: string, receivedAt: string }
    | { __typename: 'CallUpdated', callId: string | null, callEvent: CallEventName | null, cursor: string, receivedAt: string }
    | { __typename: 'CampaignStatusUpdated', cursor: string, receivedAt: string }
    | { __typename: 'ContactPreferencesUpdated', cursor: string, receivedAt: string }
    | { __typename: 'ContactUserIdUpdated', cursor: string, receivedAt: string }
    | { __typename: 'ConversationHandedOver', cursor: string, receivedAt: string }
    | { __typename: 'FlowUpdated', cursor: string, receivedAt: string }
    | { __typename: 'GroupLifecycleUpdated', cursor: string, receivedAt: string }
    | { __typename: 'GroupParticipantsUpdated', cursor: string, receivedAt: string }
    | { __typename: 'GroupSettingsUpdated', cursor: string, receivedAt: string }
    | { __typename: 'GroupStatusUpdated', cursor: string, receivedAt: string }
    | { __typename: 'HistorySynced', cursor: string, receivedAt: string }
    | { __typename: 'MessageEchoed', cursor: string, receivedAt: string }
    | { __typename: 'MessageReceived', cursor: string, receivedAt: string, contact: { id: string, name: string | null } | null, message: { id: string, type: string | null } | null }
    | { __typename: 'MessageStatusUpdated', cursor: string, receivedAt: string }
    | { __typename: 'MessagingErrorsReported', cursor: string, receivedAt: string }
    | { __typename: 'PartnerSolutionUpdated', cursor: string, receivedAt: string }
    | { __typename: 'PaymentConfigurationUpdated', cursor: string, receivedAt: string }
    | { __typename: 'PhoneNumberNameUpdated', cursor: string, receivedAt: string }
    | { __typename: 'PhoneNumberQualityUpdated', cursor: string, receivedAt: string }
    | { __typename: 'PhoneNumberSecurityUpdated', cursor: string, receivedAt: string }
    | { __typename: 'PhoneNumberSettingsUpdated', cursor: string, receivedAt: string }
    | { __typename: 'StandbyReceived', cursor: string, receivedAt: string }
    | { __typename: 'TemplateCategoryUpdated', cursor: string, receivedAt: string }
    | { __typename: 'TemplateComponentsUpdated', cursor: string, receivedAt: string }
    | { __typename: 'TemplateCorrectCategoryDetected', cursor: string, receivedAt: string }
    | { __typename: 'TemplateQualityUpdated', cursor: string, receivedAt: string }
    | { __typename: 'TemplateStatusUpdated', cursor: string, receivedAt: string }
    | { __typename: 'TrackingEventsReported', cursor: string, receivedAt: string }
    | { __typename: 'UnknownEvent', cursor: string, receivedAt: string }
    | { __typename: 'UserActionsReported', cursor: string, receivedAt: string }
   };

export type ReplayEventsSubscriptionVariables = Exact<{
  since?: string;
  until?: string;
  accountIds?: Array<string> | string | null | undefined;
}>;


export type ReplayEventsSubscription = { events:
    | { __typename: 'AccountAlerted', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'AccountPartnerUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'AccountReviewUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'AccountUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'AppContactsSynced', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'AutomaticEventsReported', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'BusinessCapabilityUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'BusinessStatusUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'BusinessUsernameUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'CallStatusUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'CallUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'CampaignStatusUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'ContactPreferencesUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'ContactUserIdUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'ConversationHandedOver', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'FlowUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'GroupLifecycleUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'GroupParticipantsUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'GroupSettingsUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'GroupStatusUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'HistorySynced', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'MessageEchoed', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'MessageReceived', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'MessageStatusUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'MessagingErrorsReported', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'PartnerSolutionUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'PaymentConfigurationUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'PhoneNumberNameUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'PhoneNumberQualityUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'PhoneNumberSecurityUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'PhoneNumberSettingsUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'StandbyReceived', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'TemplateCategoryUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'TemplateComponentsUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'TemplateCorrectCategoryDetected', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'TemplateQualityUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'TemplateStatusUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'TrackingEventsReported', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'UnknownEvent', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    | { __typename: 'UserActionsReported', cursor: string, receivedAt: string, accountId: string, payload: unknown }
   };

export type WebhookDeliveriesQueryVariables = Exact<{
  outcomes?: Array<WebhookOutcome> | WebhookOutcome | null | undefined;
  since?: string | null | undefined;
}>;


export type WebhookDeliveriesQuery = { webhookDeliveries: { nodes: Array<{ id: string, receivedAt: string, outcome: WebhookOutcome, httpStatus: number, size: number | null, durationMs: number | null, newEventCount: number, repeatedEventCount: number, changes: Array<{ field: string, accountId: string, eventCount: number }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type TemplatePreviewQueryVariables = Exact<{
  id?: string;
}>;


export type TemplatePreviewQuery = { messageTemplate: { id: string, name: string | null, status: TemplateStatus | null, parameters: Array<{ component: TemplateParameterComponent, buttonIndex: number | null, position: number | null, name: string | null, kind: TemplateParameterKind, required: boolean, example: string | null, inputField: string }> | null, preview: { body: string | null, footer: string | null, header: { format: TemplateHeaderFormat, text: string | null } | null, buttons: Array<{ type: TemplateButtonType, text: string | null, url: string | null }>, userErrors: Array<{ field: Array<string> | null, message: string, code: ErrorCode }> } | null } | null };

export type StaleIfErrorQueryVariables = Exact<{
  accountId?: string;
}>;


export type StaleIfErrorQuery = { whatsAppBusinessAccount: { id: string, name: string | null, phoneNumbers: { nodes: Array<{ id: string, displayPhoneNumber: string | null, verifiedName: string | null, qualityRating: QualityRating | null }> } | null } | null };

export type SendOnceMutationVariables = Exact<{
  phoneNumberId?: string;
  to?: string;
  body?: string;
  key?: string;
}>;


export type SendOnceMutation = { sendMessage: { replayed: boolean, correlationId: string | null, message: { id: string, status: MessageDeliveryStatus | null } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: ErrorCode, retryable: boolean }> } };

export type WhatBecameOfItQueryVariables = Exact<{
  key?: string;
}>;


export type WhatBecameOfItQuery = { sendAttempt: { state: SendAttemptState, correlationId: string, startedAt: string, expiresAt: string, message: { id: string, status: MessageDeliveryStatus | null } | null, userErrors: Array<{ code: ErrorCode, message: string }> } | null };

export type StartBroadcastMutationVariables = Exact<{
  phoneNumberId?: string;
  recipients?: Array<BroadcastRecipientInput> | BroadcastRecipientInput | null | undefined;
  recipientListId?: string | null | undefined;
  key?: string | null | undefined;
}>;


export type StartBroadcastMutation = { startBroadcast: { invalidRecipients: number, broadcast: { id: string, state: BroadcastState } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: ErrorCode }> } };

export type WatchBroadcastSubscriptionVariables = Exact<{
  id?: string;
}>;


export type WatchBroadcastSubscription = { broadcastUpdated: { state: BroadcastState, pausedBecause: Array<{ code: ErrorCode, message: string }>, progress: { total: number, pending: number, sending: number, sent: number, failed: number, unknown: number, cancelled: number, ratePerSecond: number, secondsLeft: number | null } } };

export type BroadcastResultsQueryVariables = Exact<{
  id?: string;
  states?: Array<BroadcastRecipientState> | BroadcastRecipientState | null | undefined;
  after?: string | null | undefined;
}>;


export type BroadcastResultsQuery = { broadcast: { name: string | null, state: BroadcastState, recipients: { nodes: Array<{ position: number, to: string | null, state: BroadcastRecipientState, message: { id: string, status: MessageDeliveryStatus | null } | null, userErrors: Array<{ code: ErrorCode, message: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type PauseBroadcastMutationVariables = Exact<{
  id?: string;
}>;


export type PauseBroadcastMutation = { pauseBroadcast: { broadcast: { state: BroadcastState } | null, userErrors: Array<{ message: string, code: ErrorCode }> } };

export type NewestEventsQueryVariables = Exact<{
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type NewestEventsQuery = { events: { nodes: Array<
      | { __typename: 'AccountAlerted', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'AccountPartnerUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'AccountReviewUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'AccountUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'AppContactsSynced', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'AutomaticEventsReported', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'BusinessCapabilityUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'BusinessStatusUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'BusinessUsernameUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'CallStatusUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'CallUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'CampaignStatusUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'ContactPreferencesUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'ContactUserIdUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'ConversationHandedOver', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'FlowUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'GroupLifecycleUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'GroupParticipantsUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'GroupSettingsUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'GroupStatusUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'HistorySynced', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'MessageEchoed', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'MessageReceived', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'MessageStatusUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'MessagingErrorsReported', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'PartnerSolutionUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'PaymentConfigurationUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'PhoneNumberNameUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'PhoneNumberQualityUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'PhoneNumberSecurityUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'PhoneNumberSettingsUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'StandbyReceived', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'TemplateCategoryUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'TemplateComponentsUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'TemplateCorrectCategoryDetected', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'TemplateQualityUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'TemplateStatusUpdated', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'TrackingEventsReported', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'UnknownEvent', cursor: string, receivedAt: string, accountId: string, payload: unknown }
      | { __typename: 'UserActionsReported', cursor: string, receivedAt: string, accountId: string, payload: unknown }
    >, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const AccountsDocument = new TypedDocumentString(`
    query Accounts($first: Int = 5, $phoneNumbers: Int = 10, $templates: Int = 5) {
  whatsAppBusinessAccounts(first: $first) {
    nodes {
      id
      name
      phoneNumbers(first: $phoneNumbers) {
        nodes {
          id
          displayPhoneNumber
          verifiedName
          qualityRating
          throughput {
            level
          }
          businessProfile {
            about
            websites
          }
        }
      }
      messageTemplates(first: $templates) {
        nodes {
          id
          name
          language
          status
          category
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AccountsQuery, AccountsQueryVariables>;
export const PhoneNumberDocument = new TypedDocumentString(`
    query PhoneNumber($id: ID! = "106540352242922") {
  phoneNumber(id: $id) {
    id
    displayPhoneNumber
    verifiedName
    status
    nameStatus
    qualityScore {
      score
      date
      reasons
    }
    throughput {
      level
    }
    healthStatus {
      canSendMessage
      entities {
        entityType
        canSendMessage
        errors {
          errorCode
          errorDescription
          possibleSolution
        }
      }
    }
    businessProfile {
      about
      description
      email
      vertical
      websites
    }
  }
}
    `) as unknown as TypedDocumentString<PhoneNumberQuery, PhoneNumberQueryVariables>;
export const TemplatesDocument = new TypedDocumentString(`
    query Templates($accountId: ID! = "102290129340398", $first: Int = 10, $after: String, $status: [TemplateStatus!] = [APPROVED]) {
  whatsAppBusinessAccount(id: $accountId) {
    id
    name
    messageTemplates(first: $first, after: $after, status: $status) {
      edges {
        cursor
        node {
          id
          name
          language
          category
          components {
            type
            ... on TemplateTextHeader {
              text
            }
            ... on TemplateBody {
              text
            }
            ... on TemplateFooter {
              text
            }
            ... on TemplateButtons {
              buttons {
                type
                text
              }
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TemplatesQuery, TemplatesQueryVariables>;
export const SendTextDocument = new TypedDocumentString(`
    mutation SendText($phoneNumberId: ID! = "106540352242922", $to: String! = "+1 650 555 1234", $body: String! = "Hello from the gateway!") {
  sendMessage(
    input: {phoneNumberId: $phoneNumberId, to: $to, content: {text: {body: $body}}}
  ) {
    message {
      id
      status
    }
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<SendTextMutation, SendTextMutationVariables>;
export const SendTemplateDocument = new TypedDocumentString(`
    mutation SendTemplate($phoneNumberId: ID! = "106540352242922", $to: String! = "+1 650 555 1234") {
  sendMessage(
    input: {phoneNumberId: $phoneNumberId, to: $to, content: {template: {name: "order_confirmation", language: "en_US", header: {text: {text: "A17-2291"}}, body: [{text: {text: "Jessica"}}, {text: {text: "Friday"}}], buttons: [{url: {index: 0, text: "A17-2291"}}]}}}
  ) {
    message {
      id
      status
    }
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<SendTemplateMutation, SendTemplateMutationVariables>;
export const SendButtonsDocument = new TypedDocumentString(`
    mutation SendButtons($phoneNumberId: ID! = "106540352242922", $to: String! = "+1 650 555 1234") {
  sendMessage(
    input: {phoneNumberId: $phoneNumberId, to: $to, content: {interactive: {button: {body: "Your parcel arrives tomorrow. Does that suit you?", footer: "Alder & Pine", buttons: [{id: "yes", title: "Yes"}, {id: "later", title: "Another day"}]}}}, bizOpaqueCallbackData: "parcel A17-2291"}
  ) {
    message {
      id
      status
    }
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<SendButtonsMutation, SendButtonsMutationVariables>;
export const MarkAsReadDocument = new TypedDocumentString(`
    mutation MarkAsRead($phoneNumberId: ID! = "106540352242922", $messageId: ID! = "wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQzQTdCNTg5RjY1MEMyRjlGMjRGNgA=") {
  markMessageAsRead(
    input: {phoneNumberId: $phoneNumberId, messageId: $messageId, typingIndicator: true}
  ) {
    success
    userErrors {
      message
      code
      category
      retryable
      metaCode
      fbtraceId
    }
  }
}
    `) as unknown as TypedDocumentString<MarkAsReadMutation, MarkAsReadMutationVariables>;
export const MessageDocument = new TypedDocumentString(`
    query Message($id: ID! = "wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQzQTdCNTg5RjY1MEMyRjlGMjRGNgA=") {
  message(id: $id) {
    id
    direction
    type
    timestamp
    contact {
      id
      name
      phone
      username
    }
    content {
      ... on TextContent {
        body
      }
    }
    status
    statuses {
      status
      timestamp
    }
    pricing {
      billable
      category
    }
    failure {
      code
      title
      details
    }
  }
}
    `) as unknown as TypedDocumentString<MessageQuery, MessageQueryVariables>;
export const ConversationsDocument = new TypedDocumentString(`
    query Conversations($phoneNumberId: ID! = "106540352242922", $first: Int = 10, $messages: Int = 5) {
  phoneNumber(id: $phoneNumberId) {
    id
    conversations(first: $first) {
      nodes {
        id
        lastMessageAt
        unreadCount
        lastMessage {
          id
          type
          status
        }
        serviceWindow {
          isOpen
          openUntil
        }
        freeEntryPointWindow {
          isOpen
          openUntil
        }
        contact {
          id
          name
          phone
          username
          marketingOptOuts {
            phoneNumberId
            since
          }
        }
        messages(first: $messages) {
          nodes {
            id
            direction
            type
            timestamp
            status
            content {
              ... on TextContent {
                body
              }
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConversationsQuery, ConversationsQueryVariables>;
export const EventsDocument = new TypedDocumentString(`
    query Events($first: Int = 20, $after: String) {
  events(first: $first, after: $after) {
    nodes {
      __typename
      id
      cursor
      receivedAt
      field
      accountId
      payload
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<EventsQuery, EventsQueryVariables>;
export const WatchEventsDocument = new TypedDocumentString(`
    subscription WatchEvents($after: String) {
  events(after: $after) {
    __typename
    id
    cursor
    receivedAt
    field
    accountId
    payload
  }
}
    `) as unknown as TypedDocumentString<WatchEventsSubscription, WatchEventsSubscriptionVariables>;
export const WatchStatusesDocument = new TypedDocumentString(`
    subscription WatchStatuses($after: String) {
  messageStatusUpdated(after: $after) {
    id
    cursor
    receivedAt
    status {
      status
      timestamp
      recipient {
        id
        phone
      }
      errors {
        code
        title
        details
      }
    }
    message {
      id
      status
    }
  }
}
    `) as unknown as TypedDocumentString<WatchStatusesSubscription, WatchStatusesSubscriptionVariables>;
export const WatchTemplatesDocument = new TypedDocumentString(`
    subscription WatchTemplates($after: String) {
  templateUpdated(after: $after) {
    __typename
    cursor
    templateId
    templateName
    templateLanguage
    ... on TemplateStatusUpdated {
      templateStatus
      rejectedReason
      rejectionInfo {
        reason
        recommendation
      }
    }
    ... on TemplateQualityUpdated {
      previousQualityScore
      newQualityScore
    }
    ... on TemplateCategoryUpdated {
      isAnnouncement
      newCategory
      correctCategory
    }
  }
}
    `) as unknown as TypedDocumentString<WatchTemplatesSubscription, WatchTemplatesSubscriptionVariables>;
export const WatchAccountsDocument = new TypedDocumentString(`
    subscription WatchAccounts($after: String) {
  accountUpdated(after: $after) {
    __typename
    cursor
    accountId
    ... on AccountUpdated {
      accountEvent
      accountEventRaw
      restrictionInfo {
        restrictionType
        expiration
      }
      banInfo {
        wabaBanState
        wabaBanDate
      }
    }
    ... on AccountAlerted {
      alertInfo {
        alertSeverity
        alertType
        alertDescription
      }
    }
    ... on AccountReviewUpdated {
      decision
    }
    ... on BusinessCapabilityUpdated {
      messagingLimit
    }
  }
}
    `) as unknown as TypedDocumentString<WatchAccountsSubscription, WatchAccountsSubscriptionVariables>;
export const SchemaDriftDocument = new TypedDocumentString(`
    query SchemaDrift {
  schemaDrift {
    field
    kind
    path
    count
    lastSeen
    exampleEventId
  }
}
    `) as unknown as TypedDocumentString<SchemaDriftQuery, SchemaDriftQueryVariables>;
export const EventsSinceDocument = new TypedDocumentString(`
    subscription EventsSince($since: DateTime, $after: String) {
  events(since: $since, after: $after, filter: {directions: [INBOUND]}) {
    __typename
    cursor
    receivedAt
    ... on MessageReceived {
      contact {
        id
        name
      }
      message {
        id
        type
      }
    }
    ... on CallUpdated {
      callId
      callEvent
    }
  }
}
    `) as unknown as TypedDocumentString<EventsSinceSubscription, EventsSinceSubscriptionVariables>;
export const ReplayEventsDocument = new TypedDocumentString(`
    subscription ReplayEvents($since: DateTime! = "2025-01-01T00:00:00Z", $until: DateTime! = "2025-01-02T00:00:00Z", $accountIds: [ID!]) {
  events(since: $since, until: $until, filter: {accountIds: $accountIds}) {
    __typename
    cursor
    receivedAt
    accountId
    payload
  }
}
    `) as unknown as TypedDocumentString<ReplayEventsSubscription, ReplayEventsSubscriptionVariables>;
export const WebhookDeliveriesDocument = new TypedDocumentString(`
    query WebhookDeliveries($outcomes: [WebhookOutcome!], $since: DateTime) {
  webhookDeliveries(first: 10, filter: {outcomes: $outcomes, since: $since}) {
    nodes {
      id
      receivedAt
      outcome
      httpStatus
      size
      durationMs
      changes {
        field
        accountId
        eventCount
      }
      newEventCount
      repeatedEventCount
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<WebhookDeliveriesQuery, WebhookDeliveriesQueryVariables>;
export const TemplatePreviewDocument = new TypedDocumentString(`
    query TemplatePreview($id: ID! = "120216848912345678") {
  messageTemplate(id: $id) {
    id
    name
    status
    parameters {
      component
      buttonIndex
      position
      name
      kind
      required
      example
      inputField
    }
    preview(
      parameters: {header: {text: {text: "A17-2291"}}, body: [{text: {text: "Jessica"}}, {text: {text: "Friday"}}], buttons: [{url: {index: 0, text: "A17-2291"}}]}
    ) {
      header {
        format
        text
      }
      body
      footer
      buttons {
        type
        text
        url
      }
      userErrors {
        field
        message
        code
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TemplatePreviewQuery, TemplatePreviewQueryVariables>;
export const StaleIfErrorDocument = new TypedDocumentString(`
    query StaleIfError($accountId: ID! = "102290129340398") @staleIfError(maxAgeSeconds: 600) {
  whatsAppBusinessAccount(id: $accountId) {
    id
    name
    phoneNumbers(first: 10) {
      nodes {
        id
        displayPhoneNumber
        verifiedName
        qualityRating
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StaleIfErrorQuery, StaleIfErrorQueryVariables>;
export const SendOnceDocument = new TypedDocumentString(`
    mutation SendOnce($phoneNumberId: ID! = "106540352242922", $to: String! = "+1 650 555 1234", $body: String! = "Your order 7 is on its way.", $key: ID! = "order-7-shipped") {
  sendMessage(
    input: {phoneNumberId: $phoneNumberId, to: $to, content: {text: {body: $body}}, idempotencyKey: $key}
  ) {
    message {
      id
      status
    }
    replayed
    correlationId
    userErrors {
      field
      message
      code
      retryable
    }
  }
}
    `) as unknown as TypedDocumentString<SendOnceMutation, SendOnceMutationVariables>;
export const WhatBecameOfItDocument = new TypedDocumentString(`
    query WhatBecameOfIt($key: ID! = "order-7-shipped") {
  sendAttempt(idempotencyKey: $key) {
    state
    correlationId
    startedAt
    expiresAt
    message {
      id
      status
    }
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<WhatBecameOfItQuery, WhatBecameOfItQueryVariables>;
export const StartBroadcastDocument = new TypedDocumentString(`
    mutation StartBroadcast($phoneNumberId: ID! = "106540352242922", $recipients: [BroadcastRecipientInput!] = [{to: "+1 650 555 1234", parameters: [{name: "name", value: "Ann"}, {name: "parcel", value: "ZX91"}]}, {to: "+1 650 555 1235", parameters: [{name: "name", value: "Bob"}, {name: "parcel", value: "ZX92"}]}], $recipientListId: ID, $key: ID = "parcels-of-today") {
  startBroadcast(
    input: {phoneNumberId: $phoneNumberId, name: "Parcels of today", content: {template: {name: "shipping_update", language: "en_US", body: [{text: {parameterName: "first_name", text: "{{name}}"}}, {text: {parameterName: "tracking_number", text: "{{parcel}}"}}, {text: {parameterName: "day", text: "tomorrow"}}]}}, recipients: $recipients, recipientListId: $recipientListId, idempotencyKey: $key}
  ) {
    broadcast {
      id
      state
    }
    invalidRecipients
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<StartBroadcastMutation, StartBroadcastMutationVariables>;
export const WatchBroadcastDocument = new TypedDocumentString(`
    subscription WatchBroadcast($id: ID! = "cxv5DvQHbEEHHC2L") {
  broadcastUpdated(id: $id) {
    state
    pausedBecause {
      code
      message
    }
    progress {
      total
      pending
      sending
      sent
      failed
      unknown
      cancelled
      ratePerSecond
      secondsLeft
    }
  }
}
    `) as unknown as TypedDocumentString<WatchBroadcastSubscription, WatchBroadcastSubscriptionVariables>;
export const BroadcastResultsDocument = new TypedDocumentString(`
    query BroadcastResults($id: ID! = "cxv5DvQHbEEHHC2L", $states: [BroadcastRecipientState!] = [FAILED, UNKNOWN], $after: String) {
  broadcast(id: $id) {
    name
    state
    recipients(first: 50, after: $after, states: $states) {
      nodes {
        position
        to
        state
        message {
          id
          status
        }
        userErrors {
          code
          message
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BroadcastResultsQuery, BroadcastResultsQueryVariables>;
export const PauseBroadcastDocument = new TypedDocumentString(`
    mutation PauseBroadcast($id: ID! = "cxv5DvQHbEEHHC2L") {
  pauseBroadcast(input: {id: $id}) {
    broadcast {
      state
    }
    userErrors {
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<PauseBroadcastMutation, PauseBroadcastMutationVariables>;
export const NewestEventsDocument = new TypedDocumentString(`
    query NewestEvents($last: Int = 20, $before: String) {
  events(last: $last, before: $before) {
    nodes {
      __typename
      cursor
      receivedAt
      accountId
      payload
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
  }
}
    `) as unknown as TypedDocumentString<NewestEventsQuery, NewestEventsQueryVariables>;