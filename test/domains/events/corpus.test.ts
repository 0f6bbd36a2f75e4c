import { execute, getNamedType, isAbstractType, parse, validate } from 'graphql';
import type { JsonObject } from '../../../src/common/json';
import { EVENT_MAPPINGS } from '../../../src/domains/events/event-types';
import { parseEnvelope } from '../../../src/events/envelope';
import { splitChange } from '../../../src/events/split';
import type { StoredEvent } from '../../../src/events/types';
import { WEBHOOK_CORPUS } from '../../support/webhook-corpus';
import { type Sample, webhookOf } from '../../support/webhook-corpus/sample';
import { eventSchema, LiveGateway } from './support/live-gateway';
import { statusUpdate, textMessage } from './support/webhooks';
import { eventTypesOf, everythingOfEvents } from './support/whole-selection';

let gateway: LiveGateway;
let everything: ReturnType<typeof parse>;
beforeAll(async () => {
  gateway = await LiveGateway.start();
  everything = parse(`subscription { events ${everythingOfEvents(eventSchema)} }`);
});
afterAll(() => gateway.close());

/** The events of a webhook, as the log would give them back. */
function storedOf(webhook: JsonObject): StoredEvent[] {
  const envelope = parseEnvelope(Buffer.from(JSON.stringify(webhook)));
  if (envelope.kind !== 'changes') throw new Error(envelope.message);
  return envelope.changes
    .flatMap((change) => splitChange(change, Date.now()))
    .map((event, index) => ({
      ...event,
      log: 'a-log-00',
      seq: index + 1,
      id: `evt_${index}`,
      receivedAt: new Date(),
      size: 0,
    }));
}

/** An event with everything in it, as a client gets it. */
async function told(stored: StoredEvent): Promise<unknown> {
  const contextValue = gateway.context();
  const result = await execute({
    schema: eventSchema,
    document: everything,
    rootValue: stored,
    contextValue,
  });
  expect(result.errors).toBeUndefined();
  return JSON.parse(JSON.stringify(result.data?.events));
}

/** Every field that an app can subscribe to, with the spellings of Meta's own pages that differ. */
const DOCUMENTED = (
  'account_alerts account_review_update account_settings_update account_update automatic_events ' +
  'business_capability_update business_status_update business_username_update business_username_updates calls ' +
  'campaign_status_update flows group_lifecycle_update group_participant_update group_participants_update group_settings_update ' +
  'group_status_update history message_echoes message_template_components_update ' +
  'message_template_quality_update message_template_status_update messages messaging_handovers partner_solutions ' +
  'payment_configuration_update phone_number_name_update phone_number_quality_update security smb_app_state_sync ' +
  'smb_message_echoes standby template_category_update template_correct_category_detection tracking_events ' +
  'user_id_update user_preferences'
).split(' ');

const named = WEBHOOK_CORPUS.map((sample): [string, Sample] => [sample.name, sample]);

describe('webhooks of every kind', () => {
  it('can all be selected at once', () => {
    expect(validate(eventSchema, everything)).toEqual([]);
  });

  it.each(named)('%s: is of its type, with its fields, the payload as it was', async (_name, sample) => {
    const events = storedOf(webhookOf(sample));
    expect(events).toHaveLength(sample.events.length);
    for (const [index, { type, fields, payload }] of sample.events.entries()) {
      const event = events[index];
      if (!event) throw new Error('missing');
      expect(await told(event)).toMatchObject({ __typename: type, ...fields });
      expect(event.payload).toEqual(payload ?? sample.value);
    }
  });

  it('cover every type of event', () => {
    const covered = new Set(WEBHOOK_CORPUS.flatMap(({ events }) => events.map(({ type }) => type)));
    const types = eventTypesOf(eventSchema).map(({ name }) => name);
    expect(types.filter((name) => !covered.has(name)).sort()).toEqual(['MessageReceived', 'UnknownEvent']);
    const fields = new Set([...WEBHOOK_CORPUS.map(({ field }) => field), 'messages']);
    expect(EVENT_MAPPINGS.flatMap((mapping) => mapping.fields).filter((field) => !fields.has(field))).toEqual(
      [],
    );
  });

  it('cover every field that Meta documents', () => {
    const fields = new Set(WEBHOOK_CORPUS.map(({ field }) => field));
    expect(DOCUMENTED.filter((field) => !fields.has(field))).toEqual([]);
  });

  it('are found by kind, and told by the subscription of their family', async () => {
    const { cursor } = await start();
    for (const sample of WEBHOOK_CORPUS) await gateway.post(webhookOf(sample));
    for (const [root, types] of FAMILIES) {
      const expected = WEBHOOK_CORPUS.flatMap(({ events }) => events).filter(({ type }) =>
        types.includes(type),
      );
      const stream = await gateway.subscribe(
        `subscription { ${root}(after: "${cursor}") { __typename ... on Event { field } } }`,
      );
      const seen = await stream.take(expected.length);
      expect(seen.map((data) => data[root])).toEqual(
        expected.map(({ type }) => expect.objectContaining({ __typename: type })),
      );
      await stream.close();
    }
    for (const { kind } of EVENT_MAPPINGS) {
      const { events } = await gateway.ask<{ events: { nodes: { __typename: string }[] } }>(
        `{ events(first: 100, filter: { kinds: [${kind}] }) { nodes { __typename } } }`,
      );
      const typeName = kind
        .toLowerCase()
        .replaceAll(/(^|_)([a-z])/g, (_all, _gap, letter: string) => letter.toUpperCase());
      expect([...new Set(events.nodes.map(({ __typename }) => __typename))]).toEqual([typeName]);
    }
  });

  it('are each of a family', () => {
    const told = new Set(FAMILIES.flatMap(([, types]) => types));
    const types = eventTypesOf(eventSchema).map(({ name }) => name);
    expect(types.filter((name) => !told.has(name))).toEqual(['UnknownEvent']);
  });

  it('have no key that the schema does not know', async () => {
    const { schemaDrift } = await gateway.ask<{ schemaDrift: unknown[] }>('{ schemaDrift { field path } }');
    expect(schemaDrift).toEqual([]);
  });

  it('read a template and a Flow from Meta only when more than the id is asked for', async () => {
    const [template] = storedOf(
      webhookOf(WEBHOOK_CORPUS.find(({ events }) => events[0]?.type === 'TemplateStatusUpdated') as Sample),
    );
    const run = (selection: string) =>
      execute({
        schema: eventSchema,
        document: parse(`subscription { events { ... on TemplateEvent { template { ${selection} } } } }`),
        rootValue: template,
        contextValue: gateway.context(),
      });
    const before = gateway.graph.requests.length;
    expect((await run('id')).data).toEqual({ events: { template: { id: '1689556908129832' } } });
    expect(gateway.graph.requests).toHaveLength(before);
    expect((await run('name')).data).toEqual({ events: { template: { name: 'Account 1689556908129832' } } });
    expect(gateway.graph.requests).toHaveLength(before + 1);
  });
});

describe('an event that names a phone number only as it is written', () => {
  it.each([
    ['15550783881', { id: '106540352242922' }],
    ['1999', null],
  ])('leads to the number, where the account has it: %s', async (written, phoneNumber) => {
    const value = { display_phone_number: written, decision: 'APPROVED' };
    const [rootValue] = storedOf(
      webhookOf({ name: '', field: 'phone_number_name_update', value, events: [] }),
    );
    const document = parse('subscription { events { phoneNumber { id } } }');
    const contextValue = gateway.context();
    const result = await execute({ schema: eventSchema, document, rootValue, contextValue });
    expect(result).toEqual({ data: { events: { phoneNumber } } });
  });
});

/** The narrower subscriptions, and the types of events that each can tell. */
const FAMILIES = Object.values(eventSchema.getSubscriptionType()?.getFields() ?? {})
  .filter(({ name }) => name !== 'events')
  .map(({ name, type }): [string, string[]] => {
    const family = getNamedType(type);
    const types = isAbstractType(family) ? eventSchema.getPossibleTypes(family) : [family];
    return [name, types.map((each) => each.name)];
  });

/** The beginning of the log, with a message and a status in it. */
async function start(): Promise<{ cursor: string }> {
  await gateway.post(textMessage('wamid.first'));
  await gateway.post(statusUpdate('wamid.second', 'sent'));
  const { events } = await gateway.ask<{ events: { nodes: { cursor: string }[] } }>(
    '{ events { nodes { cursor } } }',
  );
  return { cursor: events.nodes.at(-1)?.cursor ?? '' };
}
