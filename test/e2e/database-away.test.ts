import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { onPostgres } from '../support/databases';
import { PostgresServer, postgresBinaries } from '../support/postgres-server';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';
import { expectNothingLost, Meta, Reader, wholeLog } from './support/under-load';
import { APP_SECRET } from './support/webhooks';

const AWAY_MS = 10_000;
const TIMEOUT_MS = 120_000;

const MESSAGE = 'query ($id: ID!) { message(id: $id) { id status } }';

/** How a database goes away and comes back. */
interface Outage {
  begin(server: PostgresServer): Promise<void>;
  end(server: PostgresServer): Promise<void>;
}

const OUTAGES: [string, Outage][] = [
  ['crashes and is started again', { begin: (server) => server.kill(), end: (server) => server.start() }],
  [
    'does not answer for a while',
    { begin: async (server) => server.pause(), end: async (server) => server.resume() },
  ],
];

onPostgres('a gateway whose database is away for ten seconds', () => {
  // A server of its own, or none: the one that all other tests share, or that TEST_DATABASE_URL names, must not be touched.
  const itWithServer = postgresBinaries() === undefined ? it.skip : it.concurrent;
  itWithServer.each(OUTAGES)(
    'answers 503, loses nothing and needs no restart, when it %s',
    async (_, outage) => {
      const folder = await temporaryFolder();
      const server = await PostgresServer.create();
      const gateway = await startGatewayProcess(folder.path, {
        META_APP_SECRET: APP_SECRET,
        LOG_LEVEL: 'silent',
        DATABASE_URL: server.url('postgres'),
      });
      const meta = new Meta([gateway.url]);
      const reader = new Reader(gateway.url);
      try {
        await meta.answer(100);
        await outage.begin(server);
        const away = sleep(AWAY_MS);
        await meta.refuse(503, 20);
        expect(await readiness(gateway)).toBe(503);
        await away;
        await outage.end(server);
        await meta.answer(100);
        await meta.stop();

        const stored = await wholeLog(gateway.url);
        await reader.reach(stored.at(-1)?.cursor);
        expectNothingLost(stored, meta, reader);
        expect(reader.sockets).toBe(1);
        const id = meta.answered.at(-1);
        expect((await ask(gateway.url, MESSAGE, { id })).data).toEqual({ message: { id, status: 'SENT' } });
        expect(await readiness(gateway)).toBe(200);
      } finally {
        await reader.stop();
        await meta.stop();
        await gateway.stop();
        await server.remove();
        await folder.remove();
      }
    },
    TIMEOUT_MS,
  );
});

async function readiness({ url }: GatewayProcess): Promise<number> {
  const { statusCode, body } = await request(`${url}/readyz`);
  await body.dump();
  return statusCode;
}
