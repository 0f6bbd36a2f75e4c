import { hash } from 'node:crypto';
import type { Recipient, RecipientList, Broadcast as StoredBroadcast } from '../../outbox/broadcast';
import type { RecipientLists } from '../../outbox/recipient-lists';
import type { GatewayContext } from '../context';
import type { UserError } from '../graphql/user-error';
import { gatewayError, invalidInput } from '../graphql/user-error-of';
import { faultOfText } from '../messages/send/declare/limits';
import { faultsOf, objectionsTo } from './check-recipients';
import { type BroadcastContent, pack } from './content';
import { faultsOfList, faultsOfParameters, recipientsOf } from './recipients-input';
import type { StartBroadcastInput } from './start-broadcast-input';

/** What came of a start. */
export type StartResult =
  | { ok: true; broadcast: StoredBroadcast; isReplay: boolean }
  | { ok: false; errors: UserError[]; invalidRecipients: number };

const PAGE = 500;

/**
 * Starts a broadcast, if no mistake is found in it beforehand.
 *
 * @throws ForbiddenError
 */
export async function startBroadcast(
  input: StartBroadcastInput,
  context: GatewayContext,
): Promise<StartResult> {
  const { broadcasts, caller, ownership } = context;
  await ownership.assertPhoneNumber(input.phoneNumberId);
  const faults = faultsOfInput(input);
  if (faults.length > 0) return failed(...faults);
  const fingerprint = fingerprintOf(input);
  const known = await knownStart(input, context);
  if (known) return answerAgain(known, fingerprint);

  const content = contentOf(input);
  const inline = input.recipients ? recipientsOf(input.recipients) : undefined;
  const listFaults = inline ? faultsOfList(inline) : [];
  if (listFaults.length > 0) return failed(...listFaults);
  const uploaded = inline ? undefined : await uploadedList(input.recipientListId ?? '', context);
  if (uploaded && 'code' in uploaded) return failed(uploaded);

  const recipients = async function* () {
    if (inline) yield* inline;
    else yield* allOf(broadcasts.lists, input.recipientListId ?? '');
  };
  const { count, errors } = await faultsOf(content, recipients(), inline !== undefined);
  if (count > 0) return { ok: false, errors, invalidRecipients: count };
  for await (const first of recipients()) {
    const objections = await objectionsTo(content, first, context);
    if (objections.length > 0) return failed(...objections);
    break;
  }

  const list = uploaded ?? (await broadcasts.lists.store(caller.name, inline ?? []));
  const isStarted = await broadcasts.start({
    id: list.id,
    caller: caller.name,
    idempotencyKey: input.idempotencyKey ?? undefined,
    fingerprint,
    phoneNumberId: input.phoneNumberId,
    name: input.name ?? undefined,
    content: pack(content),
    total: list.total ?? 0,
  });
  if (!isStarted && !uploaded) await broadcasts.lists.remove(list.id);
  const broadcast = isStarted ? await broadcasts.byId(list.id) : await knownStart(input, context);
  if (!broadcast) throw new Error('A broadcast that was started is not there.');
  return isStarted ? { ok: true, broadcast, isReplay: false } : answerAgain(broadcast, fingerprint);
}

function failed(...errors: UserError[]): StartResult {
  return { ok: false, errors, invalidRecipients: 0 };
}

/** A broadcast that was started with the same key, or with the same list. */
async function knownStart(
  { idempotencyKey, recipientListId }: StartBroadcastInput,
  { broadcasts, caller }: GatewayContext,
): Promise<StoredBroadcast | undefined> {
  const byKey = idempotencyKey ? await broadcasts.byKey(caller.name, idempotencyKey) : undefined;
  if (byKey || !recipientListId) return byKey;
  const byList = await broadcasts.byId(recipientListId);
  return byList?.caller === caller.name ? byList : undefined;
}

function answerAgain(broadcast: StoredBroadcast, fingerprint: string): StartResult {
  if (broadcast.fingerprint === fingerprint) return { ok: true, broadcast, isReplay: true };
  return failed(gatewayError('IDEMPOTENCY_KEY_REUSED', REUSED));
}

const REUSED =
  'idempotencyKey or recipientListId stands for a broadcast that was started with other input. Nothing was started: use a new one.';

function faultsOfInput({
  name,
  idempotencyKey,
  recipients,
  recipientListId,
}: StartBroadcastInput): UserError[] {
  const faults: UserError[] = [];
  const tell = (field: string, message: string) => {
    faults.push(invalidInput({ field: ['input', field], message }));
  };
  if (Boolean(recipients) === Boolean(recipientListId)) {
    tell('recipients', 'Give exactly one of recipients and recipientListId.');
  }
  for (const [field, text, chars] of [
    ['name', name, MAX_NAME_CHARS],
    ['idempotencyKey', idempotencyKey, MAX_KEY_CHARS],
  ] as const) {
    const fault = typeof text === 'string' ? faultOfText(field, text, { chars }) : undefined;
    if (fault) tell(field, fault);
  }
  return [...faults, ...faultsOfParameters(recipients ?? [])];
}

const MAX_NAME_CHARS = 200;
const MAX_KEY_CHARS = 255;

function fingerprintOf({ idempotencyKey: _, ...input }: StartBroadcastInput): string {
  return hash('sha256', JSON.stringify(input), 'base64url');
}

function contentOf(input: StartBroadcastInput): BroadcastContent {
  const { phoneNumberId, content, category, messageActivitySharing, force } = input;
  return {
    phoneNumberId,
    content,
    category: category ?? null,
    messageActivitySharing: messageActivitySharing ?? null,
    force: force ?? null,
  };
}

async function uploadedList(
  id: string,
  { broadcasts, caller }: GatewayContext,
): Promise<RecipientList | UserError> {
  const list = await broadcasts.lists.byId(id);
  if (list?.caller === caller.name && list.total !== undefined && list.expiresAt.getTime() > Date.now()) {
    return list;
  }
  const message =
    'recipientListId is not a list of yours: upload one to /broadcasts/recipients, and use it within 24 hours.';
  return invalidInput({ field: ['input', 'recipientListId'], message });
}

async function* allOf(lists: RecipientLists, id: string): AsyncGenerator<Recipient> {
  for (let after = 0, isMore = true; isMore; after += PAGE) {
    const page = await lists.read(id, after, PAGE);
    yield* page;
    isMore = page.length === PAGE;
  }
}
