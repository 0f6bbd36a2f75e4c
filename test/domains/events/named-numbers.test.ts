import { type JsonObject, objectsOf } from '../../../src/common/json';
import { LiveGateway } from './support/live-gateway';
import { ACCOUNT, change, PHONE_NUMBER, statusUpdate, textMessage } from './support/webhooks';

/** Changes that name a number only as it is written. */
const CHANGES: [field: string, value: JsonObject][] = [
  ['phone_number_name_update', { decision: 'APPROVED', requested_verified_name: 'Ann' }],
  ['phone_number_quality_update', { event: 'THROUGHPUT_UPGRADE' }],
  ['security', { event: 'PIN_CHANGED' }],
  ['business_username_updates', { username: 'ann', status: 'approved' }],
];

let gateway: LiveGateway;
beforeEach(async () => {
  gateway = await LiveGateway.start();
});
afterEach(() => gateway.close());

const postAll = async (display_phone_number: string, account?: string) => {
  for (const [field, value] of CHANGES) {
    await gateway.post(change(field, { display_phone_number, ...value }, account ? { account } : {}));
  }
};
const found = async (of = gateway) => {
  const { events } = await of.ask<{ events: { nodes: { field: string }[] } }>(
    `{ events(first: 100, filter: { phoneNumberIds: ["${PHONE_NUMBER}"] }) { nodes { field } } }`,
  );
  return events.nodes.map(({ field }) => field);
};
const fields = CHANGES.map(([field]) => field);

describe('events that name a phone number as it is written', () => {
  it('are found by its id once a message came with both, and told live', async () => {
    await gateway.post(textMessage('wamid.1'));
    const stream = await gateway.subscribe(
      `subscription { phoneNumberUpdated(filter: { phoneNumberIds: ["${PHONE_NUMBER}"] }) { field phoneNumberId phoneNumber { id } } }`,
    );
    await postAll('+1 555-078-3881');
    const seen = await stream.take(CHANGES.length);
    expect(seen.map(({ phoneNumberUpdated }) => phoneNumberUpdated)).toEqual(
      fields.map((field) => ({ field, phoneNumberId: PHONE_NUMBER, phoneNumber: { id: PHONE_NUMBER } })),
    );
    expect(await found()).toEqual(['messages', ...fields]);
    await stream.close();
  });

  it('are not while nobody said whose number it is, nor those of another account or number', async () => {
    await postAll('15550783881');
    await gateway.post(statusUpdate('wamid.1', 'sent'));
    await postAll('15550783881', '999');
    await postAll('15550783882');
    await gateway.post(change('security', { display_phone_number: 'none', event: 'PIN_CHANGED' }));
    expect(await found()).toEqual(['messages']);
  });

  it('are by what another replica was told', async () => {
    await gateway.post(statusUpdate('wamid.1', 'sent', {}, { account: '999', phoneNumber: '1' }));
    await gateway.post(statusUpdate('wamid.2', 'sent'));
    const replica = await LiveGateway.start(gateway.databaseUrl);
    try {
      const [first, ...others] = CHANGES.map(([field, value]) =>
        change(field, { display_phone_number: '15550783881', ...value }),
      );
      // Together: each waits for what is looked for once.
      await replica.post({
        ...first,
        entry: [first, ...others].flatMap((webhook) => objectsOf(webhook?.entry)),
      });
      expect(await found(replica)).toEqual(['messages', ...fields]);
    } finally {
      await replica.close();
    }
  });

  it('stay one event when they come again, with the id or without', async () => {
    await postAll('15550783881');
    await gateway.post(statusUpdate('wamid.1', 'sent', {}, { account: ACCOUNT }));
    await postAll('15550783881');
    const { events } = await gateway.ask<{ events: { nodes: unknown[] } }>('{ events { nodes { id } } }');
    expect(events.nodes).toHaveLength(CHANGES.length + 1);
  });
});

it('an alert about a phone number is found by its id', async () => {
  const alert = (entity_type: string) =>
    change('account_alerts', { entity_type, entity_id: PHONE_NUMBER, alert_info: {} });
  await gateway.post(alert('PHONE_NUMBER'));
  await gateway.post(alert('BUSINESS'));
  expect(await found()).toEqual(['account_alerts']);
});
