import { getOperationAST, parse } from 'graphql';
import type { Client } from 'graphql-ws';
import { readOperations } from '../../src/server/explorer/operations';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask, socketClient } from './support/graphql-client';

let folder: { path: string; remove(): Promise<void> };
let gateway: GatewayProcess;
let client: Client;

beforeAll(async () => {
  folder = await temporaryFolder();
  gateway = await startGatewayProcess(folder.path);
  client = socketClient(gateway.url);
});
afterAll(async () => {
  await client.dispose();
  await gateway.stop();
  await folder.remove();
});

/** Examples about one message or one broadcast say that there is none, until they are given an id. */
const NOTHING_YET = new Set(['Message', 'WatchBroadcast', 'BroadcastResults', 'PauseBroadcast']);

/** What a subscription is refused with; one that is not waits for events, and answers nothing before a later operation. */
async function refusalOf(query: string, isExpected: boolean): Promise<unknown> {
  const results = client.iterate({ query });
  const refusal = results.next().then(
    ({ value }) => value?.errors,
    (errors: unknown) => errors,
  );
  const later = client.iterate({ query: '{ message(id: "wamid.none") { id } }' }).next();
  const outcome = await (isExpected ? refusal : Promise.race([refusal, later.then(() => undefined)]));
  await results.return?.();
  return outcome;
}

it('every example of the explorer runs as it is', async () => {
  for (const text of await readOperations()) {
    const operation = getOperationAST(parse(text));
    const name = operation?.name?.value ?? '';
    const isRefused = NOTHING_YET.has(name);
    const errors =
      operation?.operation === 'subscription'
        ? await refusalOf(text, isRefused)
        : (await ask(gateway.url, text)).errors;
    if (isRefused) expect([name, errors]).toMatchObject([name, [{ extensions: { code: 'NOT_FOUND' } }]]);
    else expect([name, errors]).toEqual([name, undefined]);
  }
});
