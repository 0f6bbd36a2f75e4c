import { ObjectType } from 'type-graphql';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { hasText } from '../fits';
import { EnumField, PartField, PartsField, TextField } from '../payload';
import { AccountEvent } from './account-event';
import { AccountUpdateEvent } from './account-update-event';
import {
  BanInfo,
  DisconnectionInfo,
  InternationalRateEligibility,
  RestrictionInfo,
  ViolationInfo,
  VolumeTierInfo,
  WabaInfo,
} from './account-update-parts';

@ObjectType({
  implements: [EventType, AccountEvent],
  simpleResolvers: true,
  description:
    'An account was restricted, disabled, deleted, disconnected, priced otherwise, … (`account_update`). What is about ' +
    'partners comes as `AccountPartnerUpdated`.',
})
export class AccountUpdated extends AccountEvent {
  @EnumField(AccountUpdateEvent, 'event', 'What happened.')
  accountEvent!: string | null;
  accountEventRaw!: string | null;

  @PartField(() => WabaInfo, 'waba_info', 'The account and its owner.')
  wabaInfo!: WabaInfo | null;

  @PartField(() => ViolationInfo, 'violation_info', 'The policy it broke.')
  violationInfo!: ViolationInfo | null;

  @PartsField(() => RestrictionInfo, 'restriction_info', 'What it may not do.')
  restrictionInfo!: RestrictionInfo[];

  @PartField(() => BanInfo, 'ban_info', 'Whether it is disabled.')
  banInfo!: BanInfo | null;

  @PartField(
    () => InternationalRateEligibility,
    'auth_international_rate_eligibility',
    'When international rates for authentication begin.',
  )
  authInternationalRateEligibility!: InternationalRateEligibility | null;

  @PartField(() => VolumeTierInfo, 'volume_tier_info', 'The volume tier it has reached.')
  volumeTierInfo!: VolumeTierInfo | null;

  @PartField(() => DisconnectionInfo, 'disconnection_info', 'Why it left the Cloud API.')
  disconnectionInfo!: DisconnectionInfo | null;

  @TextField('country', 'The country of the business, two letters.')
  country!: string | null;

  @TextField('phone_number', 'The phone number it is about, as Meta writes it.')
  affectedPhoneNumber!: string | null;
}

export const accountUpdated = declaredEvent({
  kind: 'ACCOUNT_UPDATED',
  type: AccountUpdated,
  description: 'An account was restricted, disabled, deleted, …',
  fields: ['account_update'],
  fits: hasText('event'),
});
