import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import {
  EnumField,
  EnumsField,
  FlagField,
  IdField,
  IdsField,
  PartsField,
  TextField,
  TimeField,
} from '../payload';

const AccountViolationType = openEnum('AccountViolationType', 'Which policy an account broke.', {
  ADULT: 'Adult content.',
  ALCOHOL: 'Alcohol.',
  SCAM: 'Fraud.',
  SPAM: 'Spam.',
  DRUGS: 'Drugs.',
  GAMBLING: 'Gambling.',
});

const AccountRestrictionType = openEnum('AccountRestrictionType', 'What an account may not do.', {
  RESTRICTED_ADD_PHONE_NUMBER_ACTION: 'Add phone numbers.',
  RESTRICTED_BIZ_INITIATED_MESSAGING: 'Begin conversations.',
  RESTRICTED_CUSTOMER_INITIATED_MESSAGING: 'Answer customers.',
  RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING: 'Call, or be called.',
  RESTRICTED_BUSINESS_INITIATED_CALLING: 'Call.',
  RESTRICTED_USER_INITIATED_CALLING: 'Be called.',
  RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN: 'Be called: the call button is hidden.',
  RESTRICTED_UTILITY_TEMPLATES: 'Send utility templates.',
  RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES: 'Send utility messages without a template (Direct Send).',
});

const AccountBanState = openEnum('AccountBanState', 'Whether an account is disabled.', {
  DISABLE: 'It was disabled.',
  REINSTATE: 'It is enabled again.',
  SCHEDULE_FOR_DISABLE: 'It will be disabled.',
});

const DisconnectionReason = openEnum(
  'DisconnectionReason',
  'Why an account of the WhatsApp Business app left the Cloud API.',
  {
    ACCOUNT_DISCONNECTED: 'Somebody disconnected it.',
    BUSINESS_DOWNGRADE: 'The number went back to plain WhatsApp.',
    CHANGE_NUMBER: 'The number was changed in the app.',
    COMPANION_INACTIVITY: 'The Cloud API was not used for about 30 days.',
    PRIMARY_INACTIVITY: 'The app was not opened for about 14 days.',
    USER_RE_REGISTERED: 'The app was registered anew.',
  },
);

const DisconnectionInitiator = openEnum('DisconnectionInitiator', 'Who disconnected an account.', {
  SYSTEM: 'WhatsApp itself.',
  USER: 'The user of the app.',
});

const CertificationStatus = openEnum('CertificationStatus', "Where a client's certification stands.", {
  APPROVED: 'Granted.',
  DISCARDED: 'Dropped.',
  FAILED: 'Refused: see `rejectionReasons`.',
  PENDING: 'Under review.',
  REVOKED: 'Taken back.',
});

const CertificationRejectionReason = openEnum(
  'CertificationRejectionReason',
  "Why a client's certification was refused.",
  {
    NONE: 'It was not.',
    LEGAL_NAME_NOT_MATCHING: 'The legal name is another one.',
    ADDRESS_NOT_MATCHING: 'The address is another one.',
    WEBSITE_NOT_MATCHING: 'The website is another one.',
    BUSINESS_NOT_ELIGIBLE: 'The business may not take part.',
  },
);

@ObjectType({ simpleResolvers: true, description: 'Which policy an account broke (`violation_info`).' })
export class ViolationInfo {
  @EnumField(AccountViolationType, 'violation_type', 'The policy.')
  violationType!: string | null;
  violationTypeRaw!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Something that an account may not do (`restriction_info`).',
})
export class RestrictionInfo {
  @EnumField(AccountRestrictionType, 'restriction_type', 'What it may not do.')
  restrictionType!: string | null;
  restrictionTypeRaw!: string | null;

  @TimeField('expiration', 'Until when.')
  expiration!: Date | null;

  @TextField('remediation', 'What can be done about it.')
  remediation!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Whether an account is disabled (`ban_info`).' })
export class BanInfo {
  @EnumField(AccountBanState, ['waba_ban_state'], 'What is decided.')
  wabaBanState!: string | null;
  wabaBanStateRaw!: string | null;

  @TextField('waba_ban_date', 'Since or from when, as Meta writes it: `April 17, 2025`.')
  wabaBanDate!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The account that an event is about (`waba_info`).' })
export class WabaInfo {
  @IdField('waba_id', 'The account.')
  wabaId!: string | null;

  @IdField('owner_business_id', 'The portfolio that owns it.')
  ownerBusinessId!: string | null;

  @IdField('partner_app_id', "The partner's app.")
  partnerAppId!: string | null;

  @IdField('solution_id', 'The multi-partner solution that it was shared by.')
  solutionId!: string | null;

  @IdsField('solution_partner_business_ids', "The portfolios of the solution's partners.")
  solutionPartnerBusinessIds!: string[];

  @FlagField('ad_account_linked', 'Whether an ad account is linked; other words are in `adAccount`.')
  isAdAccountLinked!: boolean | null;

  @IdField('ad_account_linked', 'The ad account, where Meta names it.')
  adAccount!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A country whose rate begins at another time.' })
export class RateExceptionCountry {
  @TextField('country_code', 'The country, two letters.')
  countryCode!: string | null;

  @TimeField('start_time', 'When its rate begins to apply.')
  startTime!: Date | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'When international rates for authentication begin to apply (`auth_international_rate_eligibility`).',
})
export class InternationalRateEligibility {
  @TimeField('start_time', 'When they begin.')
  startTime!: Date | null;

  @PartsField(() => RateExceptionCountry, 'exception_countries', 'Countries with a time of their own.')
  exceptionCountries!: RateExceptionCountry[];
}

@ObjectType({ simpleResolvers: true, description: 'A new volume tier (`volume_tier_info`).' })
export class VolumeTierInfo {
  @TimeField('tier_update_time', 'When it was reached.')
  tierUpdateTime!: Date | null;

  @TextField('pricing_category', 'For what: `UTILITY`, `AUTHENTICATION`, …')
  pricingCategory!: string | null;

  @TextField('tier', 'The tier: from and to how many messages a month, `25000001:50000000`.')
  tier!: string | null;

  @TextField('effective_month', 'The month it is for: `2025-11`.')
  effectiveMonth!: string | null;

  @TextField('region', 'The country or region it is for.')
  region!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Why an account left the Cloud API (`disconnection_info`).',
})
export class DisconnectionInfo {
  @EnumField(DisconnectionReason, 'reason', 'The reason.')
  reason!: string | null;
  reasonRaw!: string | null;

  @EnumField(DisconnectionInitiator, 'initiated_by', 'Who did it.')
  initiatedBy!: string | null;
  initiatedByRaw!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "How a client's certification goes (`partner_client_certification_info`).",
})
export class PartnerClientCertificationInfo {
  @IdField('client_business_id', "The client's portfolio.")
  clientBusinessId!: string | null;

  @EnumField(CertificationStatus, 'status', 'Where it stands.')
  status!: string | null;
  statusRaw!: string | null;

  @EnumsField(CertificationRejectionReason, 'rejection_reasons', 'Why it was refused.')
  rejectionReasons!: string[];
  rejectionReasonsRaw!: string[];
}
