import { setTimeout as sleep } from 'node:timers/promises';
import { textOf } from '../../src/common/json';
import { onPostgres } from '../support/databases';
import { GraphDouble, metaError } from '../support/graph-double';
import { PostgresServer, postgresBinaries } from '../support/postgres-server';
import { until } from '../support/until';
import { BroadcastClient, people, text } from './support/broadcast-client';
import { startGatewayProcess, temporaryFolder } from './support/gateway-process';

const COUNT = 600;
/** As many as the gateway has on its way at a time. */
const IN_HAND = 200;
const AWAY_MS = 1_500;
const TIMEOUT_MS = 120_000;

onPostgres('a broadcast whose database goes away', () => {
  // A server of its own: the one that all other tests share must not be touched. Skipped where PostgreSQL is not installed.
  const itWithServer = postgresBinaries() === undefined ? it.skip : it;
  itWithServer(
    'knows of everybody what Meta answered meanwhile, and goes on',
    async () => {
      const folder = await temporaryFolder();
      const server = await PostgresServer.create();
      let comesBack: () => void = () => undefined;
      const away = new Promise<void>((resolve) => {
        comesBack = resolve;
      });
      let isHeld = true;
      const takenBy = new Map<string, number>();
      const double = await GraphDouble.start(async ({ body }) => {
        const to = textOf(body.to) ?? '';
        takenBy.set(to, (takenBy.get(to) ?? 0) + 1);
        if (isHeld) await away;
        if (Number(to.slice(-1)) % 2 === 1) return metaError(131026, '(#131026) Message undeliverable');
        return { body: { contacts: [{ input: to, wa_id: to.slice(1) }], messages: [{ id: `wamid.${to}` }] } };
      });
      const gateway = await startGatewayProcess(folder.path, {
        WHATSAPP_ACCESS_TOKEN: 'EAAtoken',
        GRAPH_API_URL: double.url,
        LOG_LEVEL: 'silent',
        LIMITS: 'off',
        DATABASE_URL: server.url('postgres'),
      });
      const client = new BroadcastClient(gateway.url);
      try {
        const id = await client.begin(text({ recipients: people(COUNT) }));
        await until(() => takenBy.size === IN_HAND);
        await server.kill();
        isHeld = false;
        comesBack();
        await sleep(AWAY_MS);
        await server.start();
        await until(async () => (await client.shown(id).catch(() => undefined))?.state === 'COMPLETED');

        const all = await client.recipients(id);
        expect(all).toHaveLength(COUNT);
        for (const { to, state } of all)
          expect([to, state]).toEqual([to, Number(to.slice(-1)) % 2 === 1 ? 'FAILED' : 'SENT']);
        expect([...takenBy.values()].filter((times) => times > 1)).toEqual([]);
      } finally {
        await gateway.stop();
        await double.stop();
        await server.remove();
        await folder.remove();
      }
    },
    TIMEOUT_MS,
  );
});
