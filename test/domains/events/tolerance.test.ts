import fc from 'fast-check';
import { execute, parse } from 'graphql';
import { isObject, type JsonObject, type JsonValue } from '../../../src/common/json';
import { EVENT_MAPPINGS, eventOf, kindOf } from '../../../src/domains/events/event-types';
import { parseEnvelope } from '../../../src/events/envelope';
import { splitChange } from '../../../src/events/split';
import type { StoredEvent } from '../../../src/events/types';
import { WEBHOOK_CORPUS } from '../../support/webhook-corpus';
import { webhookOf } from '../../support/webhook-corpus/sample';
import { eventSchema, LiveGateway } from './support/live-gateway';
import { everythingOfEvents } from './support/whole-selection';

let gateway: LiveGateway;
let everything: ReturnType<typeof parse>;
beforeAll(async () => {
  gateway = await LiveGateway.start();
  everything = parse(`subscription { events ${everythingOfEvents(eventSchema)} }`);
});
afterAll(() => gateway.close());

const FIELDS = [...new Set(EVENT_MAPPINGS.flatMap(({ fields }) => fields))];
let seq = 0;

/** Everything that becomes of a webhook, with all that its events have. */
async function allOf(webhook: JsonObject): Promise<JsonObject[]> {
  const envelope = parseEnvelope(Buffer.from(JSON.stringify(webhook)));
  if (envelope.kind !== 'changes') throw new Error(envelope.message);
  const told: JsonObject[] = [];
  for (const event of envelope.changes.flatMap((change) => splitChange(change, Date.now()))) {
    seq += 1;
    const stored: StoredEvent = {
      ...event,
      log: 'a-log-00',
      seq,
      id: `evt_${seq}`,
      receivedAt: new Date(),
      size: 0,
    };
    const contextValue = gateway.context();
    const result = await execute({
      schema: eventSchema,
      document: everything,
      rootValue: stored,
      contextValue,
    });
    expect(result.errors).toBeUndefined();
    expect(kindOf(stored) === 'UNKNOWN').toBe(eventOf(stored).constructor.name === 'UnknownEvent');
    told.push(JSON.parse(JSON.stringify(result.data?.events)));
  }
  return told;
}

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => value as JsonValue);

/** Every place in a value, as paths. */
function places(value: JsonValue | undefined, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return [path, ...value.flatMap((item, index) => places(item, [...path, index]))];
  if (!isObject(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => places(item, [...path, key]))];
}

/** The value with another one in one place. */
function replaced(value: JsonValue, [step, ...rest]: (string | number)[], by: JsonValue): JsonValue {
  if (step === undefined) return by;
  const copy = structuredClone(value);
  if (Array.isArray(copy) && typeof step === 'number') copy[step] = replaced(copy[step] ?? null, rest, by);
  else if (isObject(copy)) copy[step] = replaced(copy[step] ?? null, rest, by);
  return copy;
}

describe('what Meta never documented', () => {
  it('is told whatever is in the value of a known field', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...FIELDS), json, async (field, value) => {
        const body = {
          object: 'whatsapp_business_account',
          entry: [{ id: '1', changes: [{ field, value }] }],
        };
        for (const event of await allOf(body)) expect(event.field).toBe(field);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('is told whatever stands in one place of a known shape', async () => {
    const spoiled = fc
      .constantFrom(...WEBHOOK_CORPUS)
      .chain((sample) =>
        fc.tuple(
          fc.constant(sample),
          fc.constantFrom(...places(sample.value).filter((path) => path.length > 0)),
          fc.oneof(
            json,
            fc.constantFrom<JsonValue>('', 0, -1, null, [], {}, true, 1e300, '9'.repeat(30), [[]], [null]),
            fc.constantFrom('constructor', 'toString', '__proto__', '\0', '\ud800'),
          ),
        ),
      );
    await fc.assert(
      fc.asyncProperty(spoiled, async ([sample, path, by]) => {
        const value = replaced(sample.value, path, by);
        if (!isObject(value)) throw new Error('no object');
        const { body: _body, ...rest } = sample;
        await allOf(webhookOf({ ...rest, value }));
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it.each([
    ['message_template_status_update', { event: {}, message_template_id: 7 }],
    ['message_template_status_update', { event: 'APPROVED' }],
    ['account_update', { event: null }],
    ['account_review_update', {}],
    ['group_lifecycle_update', { groups: 'none' }],
    ['user_preferences', { user_preferences: [7] }],
    ['calls', { calls: [{ id: [] }] }],
    ['flows', { event: 'FLOW_STATUS_CHANGE' }],
    ['history', { history: [] }],
    ['standby', { standby: 'x' }],
    ['smb_message_echoes', { message_echoes: [{ type: 'text' }] }],
  ])('is an UnknownEvent when a value of %s has not the shape it should have: %j', async (field, value) => {
    const body = { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field, value }] }] };
    expect((await allOf(body)).map(({ __typename }) => __typename)).toEqual(['UnknownEvent']);
  });
});
