import { EMITTERS } from './emitters';
import type { SimulateExample } from './emitters/emitter';
import { MAGIC_NUMBERS, type MagicNumber } from './magic-numbers';
import type { World } from './model/world';

/** A token that the sandbox takes; any other that begins with `EAA` does as well. */
export const SANDBOX_TOKEN = 'EAAsandboxToken';

/** What `GET /sandbox` tells: all that one needs to try the sandbox. */
export interface SandboxDescription {
  readonly token: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly webhookUrl: string;
  readonly businesses: readonly { id: string; name: string }[];
  readonly accounts: readonly {
    id: string;
    name: string;
    phoneNumbers: readonly { id: string; displayPhoneNumber: string; throughput: string }[];
    templates: readonly { id: string; name: string; language: string; status: string }[];
  }[];
  /** Recipients that behave in a way of their own. */
  readonly magicNumbers: readonly MagicNumber[];
  /** Requests to the sandbox that make it post webhooks, each with a body that does. */
  readonly simulate: readonly SimulateExample[];
  /** Other words that have an effect. */
  readonly notes: readonly string[];
}

const NOTES = [
  'Tokens that begin with EAA are good; those that begin with EAAexpired answer 190 with subcode 463.',
  'Everybody has an open service window until their last message is more than 24 hours old.',
  'A new template is approved after a moment; one whose name contains "reject" is rejected.',
  'POST /sandbox/messages {phoneNumberId, from, type, text: {body}} lets a customer write; simulate lists the rest.',
  'POST /sandbox/behaviour {duplicateRate, reorder, delayMs, batch, failRate, unacknowledgedRate, graph} makes it misbehave as Meta does; DELETE ends that.',
  'GET /sandbox/limits tells which of Meta\'s limits are kept and how often each was exceeded; POST changes them, or {all: "off"}; DELETE sets them as Meta has them.',
  'POST /sandbox/clock {advanceSeconds} or {now} puts the clock forward; what is due on the way happens in order.',
  'The two-step verification PIN of every registered number is 123456.',
  'Any word of eight letters or more is taken for a group id when recipient_type is group.',
];

export function describe(world: World, webhookUrl: string): SandboxDescription {
  const { app } = world;
  return {
    token: SANDBOX_TOKEN,
    appId: app.id,
    appSecret: app.secret,
    verifyToken: app.verifyToken,
    webhookUrl,
    businesses: world.businesses.where().map(({ id, name }) => ({ id, name })),
    accounts: world.accounts.where().map((account) => ({
      id: account.id,
      name: account.name,
      phoneNumbers: world.phoneNumbers
        .where(({ accountId }) => accountId === account.id)
        .map(({ id, display_phone_number, throughput }) => ({
          id,
          displayPhoneNumber: display_phone_number,
          throughput: throughput.level,
        })),
      templates: world.templates
        .where(({ accountId }) => accountId === account.id)
        .map(({ id, name, language, status }) => ({ id, name, language, status })),
    })),
    magicNumbers: MAGIC_NUMBERS,
    simulate: EMITTERS.flatMap((emitter) => emitter.examples(world)),
    notes: NOTES,
  };
}
