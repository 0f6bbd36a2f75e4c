import { type JsonObject, objectsOf, textOf } from '../../common/json';
import { followLog } from '../../events/follow';
import type { EventLog, StoredEvent } from '../../events/types';
import { addAsk, type Expansion } from '../../graph/expansion';
import { isOfLimits } from '../../limits/learning';
import type { Limits } from '../../limits/open-limits';
import { personKey } from '../../limits/person';

export interface FollowLimitsOptions {
  limits: Limits;
  log: EventLog;
  /** Reads a node; with an identity and a life of its own, for what is read serves everybody. */
  read: (id: string, ask: Expansion) => Promise<JsonObject>;
  accountIds: () => Promise<readonly string[]>;
  /** The body of a message that was sent, where it is known. */
  bodyOf: (messageId: string) => Promise<JsonObject | undefined>;
  onError: (error: unknown) => void;
}

const NUMBER_FIELDS = ['display_phone_number', 'status', 'platform_type', 'throughput', 'is_on_biz_app'];

const NUMBER: Expansion = new Map();
for (const field of NUMBER_FIELDS) addAsk(NUMBER, field);

const OWNER: Expansion = new Map();
addAsk(OWNER, 'id');
const ACCOUNT: Expansion = new Map();
addAsk(ACCOUNT, 'owner_business_info', '', OWNER);
addAsk(ACCOUNT, 'whatsapp_business_manager_messaging_limit');
addAsk(ACCOUNT, 'phone_numbers', '.limit(100)', NUMBER);

/** Webhooks that change what the limits know. */
const CHANGES = [
  'phone_number_quality_update',
  'business_capability_update',
  'account_update',
  'message_template_status_update',
];

/** Keeps what the limits know up to date, and counts what customers write. Returns the way to stop. */
export function followLimits(options: FollowLimitsOptions): () => void {
  const { limits, log, read, accountIds, bodyOf, onError } = options;
  const { facts, gate, shared } = limits;
  facts.readFrom({
    accountIds,
    readAccount: (id) => read(id, ACCOUNT),
    readNumber: (id) => read(id, NUMBER),
  });
  const stopChanges = followLog({
    log,
    filter: { fields: CHANGES },
    onEvent: (event) => applyChange(limits, event),
    onError,
  });
  const stopInbound = followLog({
    log,
    filter: { kinds: ['message'], fields: ['messages'] },
    // What they take of a number's throughput is to be known before more is sent.
    gatherMs: 25,
    onEvent: (event) => {
      noteCustomer(limits, event);
      if (event.phoneNumberId === undefined) return;
      gate.expectInbound(event.phoneNumberId);
      // With a shared store each message is counted where it was received; alone, wherever it was.
      if (!shared) void gate.noteInbound(event.phoneNumberId, 1);
    },
    onError,
  });
  const stopFailures = followLog({
    log,
    filter: { kinds: ['status'], fields: ['messages'], types: ['failed'] },
    onEvent: (event) => void noteFailure(limits, event, bodyOf).catch(onError),
    onError,
  });
  return () => {
    stopChanges();
    stopInbound();
    stopFailures();
  };
}

function noteCustomer({ facts }: Limits, { accountId, phoneNumberId, person }: StoredEvent): void {
  if (phoneNumberId === undefined) return;
  const people = [person?.waId, person?.userId, person?.parentUserId].filter((id) => id !== undefined);
  facts.customerWrote(accountId, phoneNumberId, people.map(personKey));
}

/** Some limits Meta keeps only after it has taken a message: then the status says that it was refused. */
async function noteFailure(
  { gate }: Limits,
  { phoneNumberId, messageId, person, payload }: StoredEvent,
  bodyOf: FollowLimitsOptions['bodyOf'],
): Promise<void> {
  const codes = objectsOf(payload.errors).map(({ code }) => Number(code));
  const ofLimits = codes.filter(isOfLimits);
  if (phoneNumberId === undefined || ofLimits.length === 0) return;
  // Meta's id of a person need not have the digits of the number that was written to: in Brazil and Mexico it may have others.
  const body = messageId === undefined ? undefined : await bodyOf(messageId).catch(() => undefined);
  const names = [
    textOf(body?.to)?.replaceAll(/\D/g, ''),
    textOf(body?.recipient),
    textOf(payload.recipient_id),
    person?.waId,
    person?.userId,
    person?.parentUserId,
  ];
  const people = [...new Set(names.filter((name) => name))].map((name = '') => personKey(name));
  // Meta repeats what it could not deliver for days.
  const failedAt = Number(textOf(payload.timestamp)) * 1_000 || Date.now();
  const agoMs = Math.max(0, Date.now() - failedAt);
  for (const code of ofLimits) await gate.sawFailure({ phoneNumberId, people, code, agoMs });
}

function applyChange({ facts }: Limits, { field, accountId, payload }: StoredEvent): void {
  switch (field) {
    case 'phone_number_quality_update':
      if (payload.event === 'THROUGHPUT_UPGRADE')
        facts.upgraded(accountId, textOf(payload.display_phone_number));
      facts.granted(accountId, payload.max_daily_conversations_per_business);
      break;
    case 'business_capability_update':
      facts.granted(accountId, payload.max_daily_conversations_per_business);
      break;
    case 'message_template_status_update': {
      const id = textOf(payload.message_template_id);
      if (id !== undefined) facts.templateStatus(id, textOf(payload.event) ?? '');
      break;
    }
    default:
      facts.refresh(accountId);
  }
}
