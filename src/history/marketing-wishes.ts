import { objectsOf, textOf } from '../common/json';
import { matchContact, personRef } from '../events/people';
import { dateOf } from '../events/timestamp';
import type { PersonRef, StoredEvent } from '../events/types';
import type { MarketingWishesTable } from '../store/schema';
import { placeAmongSends, placeInLog } from './place';
import type { RecordedSend } from './sent-messages';
import { timeOf } from './time-of';
import type { MarketingOptOut } from './types';

export type Wish = 'stop' | 'resume';

export interface Said {
  wish: Wish;
  at: number;
  /** Orders what was said at the same time. */
  place: string;
}

/** What somebody wants of the marketing messages of a phone number. */
export interface MarketingWish extends Said {
  person: PersonRef;
  phoneNumberId: string;
  accountId: string;
}

const MARKETING = 'marketing_messages';
/** Meta's code of a message that failed because the person had stopped marketing messages. */
const OPTED_OUT = 131050;

/** The wishes that an event tells of, or that a failed message proves; none for nearly every event. */
export function wishesIn(event: StoredEvent): MarketingWish[] {
  const { phoneNumberId, accountId } = event;
  if (phoneNumberId === undefined) return [];
  if (event.kind === 'status') {
    if (event.type !== 'failed' || !event.person) return [];
    const proves = objectsOf(event.payload.errors).some(({ code }) => Number(textOf(code)) === OPTED_OUT);
    return proves
      ? [
          {
            person: event.person,
            phoneNumberId,
            accountId,
            wish: 'stop',
            at: timeOf(event),
            place: placeInLog(event.seq),
          },
        ]
      : [];
  }
  if (event.field !== 'user_preferences') return [];
  const contacts = objectsOf(event.payload.contacts);
  const preferences = objectsOf(event.payload.user_preferences);
  return preferences.flatMap((preference, index): MarketingWish[] => {
    const named = {
      userId: textOf(preference.user_id),
      parentUserId: textOf(preference.parent_user_id),
      waId: textOf(preference.wa_id),
    };
    const person = personRef(named, matchContact(contacts, named, preferences.length));
    const wish = wishOf(textOf(preference.value));
    if (!person || !wish || (textOf(preference.category) ?? MARKETING) !== MARKETING) return [];
    const at = dateOf(preference.timestamp)?.getTime() ?? timeOf(event);
    return [{ person, phoneNumberId, accountId, wish, at, place: placeInLog(event.seq, index) }];
  });
}

/** What Meta's refusal of a message proves of whom it was to go to. */
export function wishesBehind({ seq, message, refusedWith }: RecordedSend): MarketingWish[] {
  const { person, phoneNumberId, accountId = '', sentAt } = message;
  if (refusedWith !== OPTED_OUT || !person) return [];
  const at = sentAt.getTime();
  return [{ person, phoneNumberId, accountId, wish: 'stop', at, place: placeAmongSends(seq) }];
}

/** Since when somebody wants no marketing messages; undefined when they do, as far as is known. The wishes are of one number. */
export function optedOutSince(wishes: readonly Said[]): number | undefined {
  const resumed = wishes.filter(({ wish }) => wish === 'resume');
  const stops = wishes.flatMap((said) =>
    said.wish === 'stop' && !resumed.some((other) => isBefore(said, other)) ? [said.at] : [],
  );
  return stops.length === 0 ? undefined : Math.min(...stops);
}

/** Meta's times have whole seconds: of the same one, what the log tells later was said later. */
function isBefore(said: Said, other: Said): boolean {
  return said.at < other.at || (said.at === other.at && said.place < other.place);
}

/** The opt-outs in a contact's wishes, one a number. */
export function optOutsOf(rows: readonly MarketingWishesTable[]): MarketingOptOut[] {
  const byNumber = new Map<string, MarketingWishesTable[]>();
  for (const row of rows) {
    const known = byNumber.get(row.phone_number_id);
    if (known) known.push(row);
    else byNumber.set(row.phone_number_id, [row]);
  }
  return [...byNumber].flatMap(([phoneNumberId, ofNumber]): MarketingOptOut[] => {
    const since = optedOutSince(ofNumber.map(({ wish, said_at: at, place }) => ({ wish, at, place })));
    const accountId = ofNumber[0]?.account_id ?? '';
    return since === undefined ? [] : [{ phoneNumberId, accountId, since: new Date(since) }];
  });
}

function wishOf(value: string | undefined): Wish | undefined {
  const wish = value?.toLowerCase();
  return wish === 'stop' || wish === 'resume' ? wish : undefined;
}
