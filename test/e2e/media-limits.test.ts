import { ByteDouble } from '../support/byte-double';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ALL, MEDIA_KEYS, MediaClient, refused } from './support/media-client';
import { ACCOUNT, NUMBER } from './support/webhooks';

let folder: { path: string; remove(): Promise<void> };
let double: ByteDouble;
let gateway: GatewayProcess;

beforeAll(async () => {
  double = await ByteDouble.start((_begun, request, response) => {
    // Meta says with the first file that the app has used up what it may.
    request.resume().on('end', () => {
      response.setHeader('x-app-usage', '{"call_count":100,"total_time":1,"total_cputime":1}');
      response.setHeader('content-type', 'application/json').end('{"id":"1"}');
    });
  });
  folder = await temporaryFolder();
  gateway = await startGatewayProcess(folder.path, {
    GRAPH_API_URL: double.url,
    WHATSAPP_ACCESS_TOKEN: 'EAAtoken',
    META_APP_SECRET: 'secret',
    WHATSAPP_BUSINESS_ACCOUNT_IDS: ACCOUNT,
    GATEWAY_API_KEYS: MEDIA_KEYS,
  });
});
afterAll(async () => {
  await gateway.stop();
  await double.stop();
  await folder.remove();
});

test('a file over the limit of the app is refused with the time to send it again, and never reaches Meta', async () => {
  const media = new MediaClient(gateway.url);
  const send = () => media.post(`/media/${NUMBER}`, Buffer.from('png'), 'image/png', ALL);
  expect((await send()).status).toBe(201);
  for (const _file of ['second', 'third']) {
    const answer = await send();
    refused(answer, 429, 'RATE_LIMITED');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  }
  expect(double.at(`/v23.0/${NUMBER}/media`)).toHaveLength(1);
});
