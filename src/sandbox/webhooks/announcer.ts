import { type Clock, unixSeconds } from '../clock';
import { magicOf } from '../magic-numbers';
import type { Customer, PhoneNumber } from '../model/records';
import type { World } from '../model/world';
import type { Outbox } from './outbox';
import type { Value } from './payloads';

/** Something that subscribers are to hear of. */
export interface Announcement {
  readonly accountId: string;
  readonly field: string;
  readonly value: Value;
  /** Unless it is the account's. */
  readonly entryId?: string | undefined;
  /** It concerns a conversation of this number: its own callback URL counts, and the entry has no time. */
  readonly phoneNumber?: PhoneNumber | undefined;
  readonly customer?: Customer | undefined;
  /** For the log. */
  readonly label: string;
}

export interface AnnouncerOptions {
  readonly world: World;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly callbackUrl: () => string;
}

/** Knows who hears of what: the app, at the URL that counts, as long as it is subscribed to the account. */
export class Announcer {
  constructor(private readonly options: AnnouncerOptions) {}

  callbackUrl(): string {
    return this.options.callbackUrl();
  }

  /** False when nobody is subscribed. */
  announce({ accountId, field, value, entryId, phoneNumber, customer, label }: Announcement): boolean {
    const { world, clock, outbox } = this.options;
    const account = world.accounts.get(accountId);
    if (!account?.subscribed) return false;
    // What concerns conversations follows the overrides: the number's, the account's, then the app's URL.
    const override = phoneNumber?.webhookOverride ?? (phoneNumber && account.webhookOverride);
    const change = {
      url: override?.override_callback_uri ?? this.callbackUrl(),
      entryId: entryId ?? accountId,
      ...(phoneNumber === undefined && { time: unixSeconds(clock) }),
      field,
      value,
      label,
    };
    const times = magicOf(customer?.waId)?.effect === 'duplicate_webhooks' ? 2 : 1;
    for (let time = 0; time < times; time += 1) outbox.send(change);
    return true;
  }
}
