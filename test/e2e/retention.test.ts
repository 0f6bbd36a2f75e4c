import { join } from 'node:path';
import { openDatabase } from '../../src/store/database';
import { until } from '../support/until';
import { startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';
import { APP_SECRET, inbound, postWebhook } from './support/webhooks';

const DAY_MS = 86_400_000;

interface Events {
  events: { nodes: { cursor: string; payload: { id: string } }[] };
}

describe('a gateway with EVENT_RETENTION_DAYS', () => {
  it('deletes what is older, keeps the rest and the messages, and goes on with the same log', async () => {
    const folder = await temporaryFolder();
    const start = () =>
      startGatewayProcess(folder.path, { META_APP_SECRET: APP_SECRET, EVENT_RETENTION_DAYS: '8' });
    let gateway = await start();
    try {
      const events = (after = '') =>
        ask<Events>(gateway.url, `{ events(first: 9${after}) { nodes { cursor payload } } }`);
      expect(await postWebhook(gateway.url, inbound('wamid.1', 'wamid.2'))).toBe(200);
      expect(await postWebhook(gateway.url, inbound('wamid.3'))).toBe(200);
      const [first, second] = (await events()).data.events.nodes;
      // The history has read what is to be deleted.
      expect((await ask(gateway.url, '{ message(id: "wamid.3") { id } }')).errors).toBeUndefined();
      await gateway.stop();

      const database = await openDatabase(`sqlite:${join(folder.path, 'gateway.db')}`);
      const older = 'UPDATE events SET received_at = received_at - ? WHERE seq <= 2';
      await database.write([{ sql: older, rows: [[9 * DAY_MS]] }]);
      await database.close();

      gateway = await start();
      await until(async () => (await events()).data.events.nodes.length <= 1);
      const { errors } = await events(`, after: "${first?.cursor}"`);
      expect(errors).toMatchObject([
        { extensions: { code: 'CURSOR_TOO_OLD', oldestCursor: second?.cursor } },
      ]);
      expect(await postWebhook(gateway.url, inbound('wamid.4'))).toBe(200);
      const left = await events(`, after: "${second?.cursor}"`);
      expect(left.data.events.nodes.map(({ payload }) => payload.id)).toEqual(['wamid.3', 'wamid.4']);
      expect((await ask(gateway.url, '{ message(id: "wamid.1") { id } }')).data).toEqual({
        message: { id: 'wamid.1' },
      });
    } finally {
      await gateway.stop();
      await folder.remove();
    }
  });
});
