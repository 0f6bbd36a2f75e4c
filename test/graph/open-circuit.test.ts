import { GraphClient } from '../../src/graph/client';
import { GraphDouble } from '../support/graph-double';

test('a call that is kept back while the Graph API is down takes nothing from the limits', async () => {
  const double = await GraphDouble.start(() => ({ status: 503, body: 'Service Unavailable' }));
  let passed = 0;
  const client = new GraphClient({
    baseUrl: double.url,
    version: 'v23.0',
    gate: {
      pass: (_call, make) => {
        passed += 1;
        return make();
      },
      sawUsage: () => undefined,
    },
  });
  let read = 0;
  async function* bytes() {
    read += 1;
    yield Buffer.from('{}');
  }
  const upload = () => client.upload({ path: '1/media', headers: {}, bytes: bytes(), token: 'EAAtoken' });
  const send = () =>
    client.call({ method: 'POST', path: '1/messages', body: {}, safety: 'once', token: 'EAAtoken' });
  try {
    while (client.circuitState === 'CLOSED')
      await expect(send()).rejects.toMatchObject({ fault: 'HTTP_STATUS' });
    const before = passed;
    for (let count = 0; count < 10; count += 1)
      await expect(send()).rejects.toMatchObject({ fault: 'CIRCUIT_OPEN', mayHaveArrived: false });
    await expect(upload()).rejects.toMatchObject({ fault: 'CIRCUIT_OPEN', mayHaveArrived: false });
    expect({ passed, read }).toEqual({ passed: before, read: 0 });
    expect(double.requests).toHaveLength(before);
  } finally {
    await client.close();
    await double.stop();
  }
});
