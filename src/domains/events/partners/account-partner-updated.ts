import { ObjectType } from 'type-graphql';
import { textOf } from '../../../common/json';
import { AccountEvent } from '../accounts/account-event';
import { AccountUpdateEvent } from '../accounts/account-update-event';
import {
  DisconnectionInfo,
  PartnerClientCertificationInfo,
  WabaInfo,
} from '../accounts/account-update-parts';
import { EventType } from '../event';
import { declaredEvent } from '../event-mapping';
import { EnumField, PartField } from '../payload';
import { PartnerEvent } from './partner-event';

@ObjectType({
  implements: [EventType, AccountEvent, PartnerEvent],
  simpleResolvers: true,
  description:
    "An account was shared with a partner or is no longer, a partner's app got or lost access, or a client's certification " +
    'went on (the `PARTNER_…` events of `account_update`).',
})
export class AccountPartnerUpdated extends AccountEvent {
  @EnumField(AccountUpdateEvent, 'event', 'What happened.')
  accountEvent!: string | null;
  accountEventRaw!: string | null;

  @PartField(
    () => WabaInfo,
    'waba_info',
    'The account, its owner, and the partner. Of `PARTNER_ADDED` the only place that names the account.',
  )
  wabaInfo!: WabaInfo | null;

  @PartField(
    () => DisconnectionInfo,
    'disconnection_info',
    'Why an account of the WhatsApp Business app is no longer shared.',
  )
  disconnectionInfo!: DisconnectionInfo | null;

  @PartField(
    () => PartnerClientCertificationInfo,
    'partner_client_certification_info',
    "How the client's certification goes.",
  )
  partnerClientCertificationInfo!: PartnerClientCertificationInfo | null;
}

export const accountPartnerUpdated = declaredEvent({
  kind: 'ACCOUNT_PARTNER_UPDATED',
  type: AccountPartnerUpdated,
  description: 'An account was shared with a partner, or is no longer',
  fields: ['account_update'],
  fits: ({ event }) => (textOf(event) ?? '').toUpperCase().startsWith('PARTNER_'),
});
