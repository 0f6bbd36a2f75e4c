import { setTimeout as sleep } from 'node:timers/promises';
import { onPostgres } from '../support/databases';
import { PostgresServer, postgresBinaries } from '../support/postgres-server';
import { until } from '../support/until';
import { startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask, collect, socketClient } from './support/graphql-client';
import { APP_SECRET, inbound, NUMBER, postWebhook } from './support/webhooks';

interface Page {
  events: { nodes: { cursor: string }[] };
}

const EVENTS = '{ events(first: 1) { nodes { cursor } } }';
const HISTORY = `{ phoneNumber(id: "${NUMBER}") { displayPhoneNumber conversations(first: 1) { nodes { id } } } }`;
const UNAVAILABLE = expect.objectContaining({ code: 'UNAVAILABLE', retryAfterMs: expect.any(Number) });

onPostgres('what is read while the database is away', () => {
  const itWithServer = postgresBinaries() === undefined ? it.skip : it;
  itWithServer(
    'fails with a code that says to try again, and subscriptions that resume wait',
    async () => {
      const folder = await temporaryFolder();
      const server = await PostgresServer.create();
      const gateway = await startGatewayProcess(folder.path, {
        META_APP_SECRET: APP_SECRET,
        LOG_LEVEL: 'error',
        DATABASE_URL: server.url('postgres'),
      });
      const client = socketClient(gateway.url);
      const resume = (argument: string) =>
        collect<{ events: { cursor: string } }>(
          client,
          `subscription { events(${argument}) { cursor } }`,
          {},
          (told) => told.length === 1,
        );
      try {
        await postWebhook(gateway.url, inbound('wamid.1'));
        const { data } = await ask<Page>(gateway.url, EVENTS);
        const first = data.events.nodes[0]?.cursor;
        await server.kill();

        const resumed = [resume(`after: "${first}"`), resume('since: "2020-01-01T00:00:00Z"')];
        for (const query of [EVENTS, HISTORY]) {
          const { errors } = await ask(gateway.url, query);
          expect(errors?.map(({ extensions }) => extensions)).toEqual([UNAVAILABLE]);
        }
        for (let count = 0; count < 5; count += 1) {
          expect(await postWebhook(gateway.url, inbound(`wamid.away${count}`))).toBe(503);
        }
        expect(gateway.output().match(/a webhook could not be stored/g)).toHaveLength(1);
        await sleep(500);
        await server.start();
        await until(async () => (await postWebhook(gateway.url, inbound('wamid.2'))) === 200);
        const [after, since] = await Promise.all(resumed);
        expect(since).toEqual([{ events: { cursor: first } }]);
        expect(after).toEqual([{ events: { cursor: expect.not.stringMatching(`^${first}$`) } }]);
      } finally {
        await client.dispose();
        await gateway.stop();
        await server.remove();
        await folder.remove();
      }
    },
    60_000,
  );
});
