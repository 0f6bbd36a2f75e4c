import { onEachDatabase, onPostgres } from '../support/databases';
import { freePort } from '../support/free-port';
import { startGatewayProcess, temporaryFolder } from './support/gateway-process';
import {
  allDeliveries,
  expectDeliveriesOf,
  expectNothingLost,
  Meta,
  Reader,
  wholeLog,
} from './support/under-load';
import { APP_SECRET } from './support/webhooks';

const KILLS = 20;
/** How many webhooks are answered between two kills; the kill itself comes in the middle of those under way. */
const ANSWERED_A_LIFE = 60;
const TIMEOUT_MS = 300_000;

const environment = async (databaseUrl: string) => ({
  PORT: String(await freePort()),
  META_APP_SECRET: APP_SECRET,
  LOG_LEVEL: 'silent',
  DATABASE_URL: databaseUrl,
});

onEachDatabase('a gateway that is killed again and again under load', (newDatabase) => {
  it(
    'keeps every event that it answered with 200, once, and subscribers that resume see no gap and no repeat',
    async () => {
      const folder = await temporaryFolder();
      const settings = await environment(await newDatabase());
      const start = () => startGatewayProcess(folder.path, settings);
      let gateway = await start();
      const meta = new Meta([gateway.url]);
      const reader = new Reader(gateway.url);
      try {
        for (let kill = 1; kill <= KILLS; kill += 1) {
          await meta.answer(ANSWERED_A_LIFE);
          await gateway.kill();
          gateway = await start();
        }
        await meta.stop();
        const stored = await wholeLog(gateway.url);
        await reader.reach(stored.at(-1)?.cursor);
        expectNothingLost(stored, meta, reader);
        expectDeliveriesOf(stored, await allDeliveries(gateway.url));
        expect(meta.refusals.size).toBeGreaterThan(0);
        expect(stored.length - reader.told.length).toBeLessThan(ANSWERED_A_LIFE);
        expect(reader.sockets).toBeGreaterThan(KILLS);
      } finally {
        await reader.stop();
        await meta.stop();
        await gateway.stop();
        await folder.remove();
      }
    },
    TIMEOUT_MS,
  );
});

onPostgres('one of several gateways that is killed under load', (newDatabase) => {
  it(
    'takes no event along, and subscribers of the others notice nothing',
    async () => {
      const folder = await temporaryFolder();
      const databaseUrl = await newDatabase();
      const [mortal, steady] = [await environment(databaseUrl), await environment(databaseUrl)];
      const starting = [steady, mortal].map((settings) => startGatewayProcess(folder.path, settings));
      const [survivor, first] = await Promise.all(starting);
      if (!survivor || !first) throw new Error('There are no gateways.');
      let victim = first;
      const meta = new Meta([survivor.url, victim.url]);
      const reader = new Reader(survivor.url);
      try {
        for (let kill = 1; kill <= 5; kill += 1) {
          await meta.answer(ANSWERED_A_LIFE);
          await victim.kill();
          victim = await startGatewayProcess(folder.path, mortal);
        }
        await meta.stop();
        const stored = await wholeLog(victim.url);
        await reader.reach(stored.at(-1)?.cursor);
        expectNothingLost(stored, meta, reader);
        expect(reader.sockets).toBe(1);
      } finally {
        await reader.stop();
        await meta.stop();
        await Promise.all([survivor.stop(), victim.stop()]);
        await folder.remove();
      }
    },
    TIMEOUT_MS,
  );
});
