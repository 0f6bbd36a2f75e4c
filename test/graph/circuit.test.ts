import { Circuit } from '../../src/graph/circuit';
import { GraphClient } from '../../src/graph/client';
import { GraphApiError, GraphTransportError } from '../../src/graph/errors';
import { outcomeOf } from '../../src/graph/observer';
import { type DoubleAnswer, GraphDouble, metaError } from '../support/graph-double';

const outage = () => new GraphTransportError('TIMEOUT', 'The Graph API did not answer in time.', true);
const refusal = () =>
  new GraphApiError({ httpStatus: 400, code: 100, message: 'Invalid parameter', isTransient: false });
const OPEN = { fault: 'CIRCUIT_OPEN', mayHaveArrived: false };

function circuitAt(start: { ms: number }) {
  return new Circuit({ calls: 10, failures: 5, openMs: 1_000, maxOpenMs: 4_000, now: () => start.ms });
}
const fails = (circuit: Circuit, error: () => Error = outage) =>
  expect(circuit.run(() => Promise.reject(error()))).rejects.toThrow();
const works = (circuit: Circuit) =>
  expect(circuit.run(() => Promise.resolve('answer'))).resolves.toBe('answer');
const refuses = (circuit: Circuit) =>
  expect(circuit.run(() => Promise.resolve('never asked'))).rejects.toMatchObject(OPEN);

describe('the circuit before the Graph API', () => {
  it('opens when too many of the newest calls fail, and says when it is tried again', async () => {
    const clock = { ms: 0 };
    const circuit = circuitAt(clock);
    for (let call = 0; call < 5; call += 1) {
      await works(circuit);
      await fails(circuit);
    }
    clock.ms = 400;
    await expect(circuit.run(() => Promise.resolve(1))).rejects.toMatchObject({
      ...OPEN,
      retryAfterMs: 600,
    });
  });

  it('stays closed for what Meta refuses, for callers who leave, and for a failure now and then', async () => {
    const circuit = circuitAt({ ms: 0 });
    for (let call = 0; call < 50; call += 1) {
      await fails(circuit, refusal);
      await fails(circuit, () => new GraphTransportError('ABORTED', 'gone', true));
      if (call % 5 === 0) await fails(circuit);
      else await works(circuit);
    }
    expect(circuit.isOpen).toBe(false);
  });

  it('stays closed when Graph finds answers too large, however often', async () => {
    const circuit = circuitAt({ ms: 0 });
    const tooMuch = () =>
      new GraphApiError({
        httpStatus: 500,
        code: 1,
        message: "Please reduce the amount of data you're asking for, then retry your request",
        isTransient: false,
      });
    for (let call = 0; call < 50; call += 1) await fails(circuit, tooMuch);
    expect(circuit.isOpen).toBe(false);
    expect(outcomeOf(tooMuch())).toBe('REFUSED');
  });

  it('lets one call try after a while: others wait for what comes of it', async () => {
    const clock = { ms: 0 };
    const circuit = circuitAt(clock);
    for (let call = 0; call < 5; call += 1) await fails(circuit);
    clock.ms = 1_000;
    let answer: (text: string) => void = () => undefined;
    const probe = circuit.run(
      () =>
        new Promise<string>((resolve) => {
          answer = resolve;
        }),
    );
    await refuses(circuit);
    answer('works again');
    await expect(probe).resolves.toBe('works again');
    await works(circuit);
  });

  it('opens for twice as long when the try fails, up to a bound', async () => {
    const clock = { ms: 0 };
    const circuit = circuitAt(clock);
    for (let call = 0; call < 5; call += 1) await fails(circuit);
    for (const openMs of [1_000, 2_000, 4_000, 4_000]) {
      clock.ms += openMs - 1;
      await refuses(circuit);
      clock.ms += 1;
      await fails(circuit);
    }
  });

  it('gives the try to the next call when its caller goes away', async () => {
    const clock = { ms: 0 };
    const circuit = circuitAt(clock);
    for (let call = 0; call < 5; call += 1) await fails(circuit);
    clock.ms = 1_000;
    await fails(circuit, () => new GraphTransportError('ABORTED', 'gone', true));
    await works(circuit);
    expect(circuit.isOpen).toBe(false);
  });

  it('forgets failures that are long past', async () => {
    const clock = { ms: 0 };
    const circuit = circuitAt(clock);
    for (let call = 0; call < 20; call += 1) {
      await fails(circuit);
      clock.ms += 20_000;
    }
    expect(circuit.isOpen).toBe(false);
  });

  it('keeps calls from a Graph API that is down, and finds out that it works again', async () => {
    let answer: DoubleAnswer = metaError(2, 'Service temporarily unavailable', {}, 503);
    const double = await GraphDouble.start(() => answer);
    const client = new GraphClient({ baseUrl: double.url, version: 'v23.0' });
    const send = () =>
      client.call({ method: 'POST', path: '1/messages', body: {}, token: 'EAA', safety: 'once' });
    try {
      for (let call = 0; call < 10; call += 1) await expect(send()).rejects.toThrow('unavailable');
      await expect(send()).rejects.toMatchObject(OPEN);
      expect(double.requests).toHaveLength(10);
      answer = { body: { success: true } };
      for (;;) {
        const result = await send().catch((error: unknown) => error);
        if (result instanceof Error) expect(result).toMatchObject(OPEN);
        else break;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(double.requests).toHaveLength(11);
    } finally {
      await client.close();
      await double.stop();
    }
  });
});
