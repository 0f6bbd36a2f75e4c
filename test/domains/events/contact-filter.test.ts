import type { JsonObject } from '../../../src/common/json';
import { LiveGateway } from './support/live-gateway';
import { change, PHONE_NUMBER } from './support/webhooks';

let gateway: LiveGateway;
beforeAll(async () => {
  gateway = await LiveGateway.start();
});
afterAll(() => gateway.close());

const about = (field: string, value: JsonObject) =>
  change(field, {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550783881', phone_number_id: PHONE_NUMBER },
    ...value,
  });
const preference = (more: JsonObject): JsonObject => ({
  detail: 'x',
  category: 'marketing_messages',
  value: 'stop',
  timestamp: 1_754_000_000,
  ...more,
});
const group = (more: JsonObject) =>
  about('group_participants_update', {
    groups: [{ timestamp: '1754000000', group_id: 'g', type: 'group_participants_add', ...more }],
  });

/** Changes that name a person in their midst, and by which of the person's ids each is to be found. */
const CHANGES: [name: string, webhook: JsonObject, identifiers: string[]][] = [
  [
    'ContactPreferencesUpdated',
    about('user_preferences', {
      contacts: [{ profile: { name: 'Ann' }, wa_id: '16500000001', user_id: 'US.11' }],
      user_preferences: [
        preference({ wa_id: '16500000001', user_id: 'US.11' }),
        preference({ wa_id: '16500000002' }),
      ],
    }),
    ['US.11', '16500000001', '+1 650-000-0002'],
  ],
  [
    'ContactUserIdUpdated',
    about('user_id_update', {
      user_id_update: [
        {
          wa_id: '16500000003',
          user_id: { previous: 'US.31', current: 'US.32' },
          parent_user_id: { previous: 'US.ENT.31', current: 'US.ENT.32' },
          timestamp: '1754000000',
        },
      ],
    }),
    ['US.31', 'US.32', 'US.ENT.31', 'US.ENT.32', '16500000003'],
  ],
  [
    'GroupLifecycleUpdated',
    about('group_lifecycle_update', {
      groups: [{ group_id: 'g', type: 'group_create', added_participants: [{ wa_id: 16_500_000_009 }] }],
    }),
    ['+1 650 000 0009'],
  ],
  [
    'GroupParticipantsUpdated',
    group({ added_participants: [{ wa_id: '16500000004' }, { user_id: 'US.41', input: '+1 650 000 0005' }] }),
    ['16500000004', 'US.41', '16500000005'],
  ],
  [
    'MessageReceived',
    about('messages', {
      messages: [
        {
          from: '16500000006',
          from_user_id: 'US.61',
          id: 'wamid.moved',
          timestamp: '1754000000',
          type: 'system',
          system: { body: 'x', type: 'user_changed_number', wa_id: '16500000007', user_id: 'US.62' },
        },
      ],
    }),
    ['16500000006', 'US.61', '16500000007', 'US.62'],
  ],
];

describe('the filter for a contact', () => {
  it.each(CHANGES)(
    'finds %s by everybody whom it names, live and stored',
    async (name, webhook, identifiers) => {
      const streams = await Promise.all(
        identifiers.map((id) =>
          gateway.subscribe(`subscription { events(filter: { contacts: ["${id}"] }) { __typename } }`),
        ),
      );
      await gateway.post(webhook);
      for (const stream of streams) {
        expect(await stream.next()).toMatchObject({ events: { __typename: name } });
        await stream.close();
      }
      for (const id of identifiers) {
        const { events } = await gateway.ask<{ events: { nodes: JsonObject[] } }>(
          `{ events(filter: { contacts: ["${id}"] }) { nodes { __typename } } }`,
        );
        expect([id, events.nodes]).toEqual([id, [{ __typename: name }]]);
      }
    },
  );
});
