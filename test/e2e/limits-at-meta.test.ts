import {
  type Arrival,
  byRecipient,
  pairViolations,
  repeated,
  utilisation,
  worstSecond,
} from '../support/meta-recorder/arrivals';
import { MetaRecorder } from '../support/meta-recorder/meta-recorder';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { type Offered, offerMessages } from './support/offered-messages';
import { APP_SECRET, NUMBER } from './support/webhooks';

/** Meta's limit on a number of level STANDARD. */
const LIMIT = 80;
const OFFERED = 10 * LIMIT;
/** LIMITS_SECONDS=30 measures longer, and says whether nearly all of the limit was used: a matter of the machine, too. */
const { LIMITS_SECONDS } = process.env;
const SECONDS = Number(LIMITS_SECONDS ?? 6);
const LEAST_USED = LIMITS_SECONDS === undefined ? 0.05 : 0.95;
const TIMEOUT_MS = SECONDS * 1_000 + 120_000;

function sentOf(offered: readonly Offered[]): string[] {
  return offered.filter(({ outcome }) => outcome.kind === 'sent').map(({ text }) => text);
}

function expectKept(arrivals: readonly Arrival[]): void {
  expect(worstSecond(arrivals)).toBeLessThanOrEqual(LIMIT);
  expect(pairViolations(arrivals)).toEqual([]);
  expect(repeated(arrivals)).toEqual([]);
}

/** Each person's messages came in the order in which they were sent; the texts are numbers. */
function expectInOrder(arrivals: readonly Arrival[]): void {
  for (const ofOne of byRecipient(arrivals).values()) {
    const numbers = ofOne.map(({ text }) => Number(text));
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
  }
}

describe("Meta's limits, measured at Meta, with ten times as much offered", () => {
  let folder: { path: string; remove(): Promise<void> };
  let recorder: MetaRecorder;
  let gateways: GatewayProcess[];

  beforeEach(async () => {
    folder = await temporaryFolder();
    recorder = await MetaRecorder.start();
    gateways = [];
  });
  afterEach(async () => {
    for (const gateway of gateways) await gateway.stop();
    await recorder.stop();
    await folder.remove();
  });

  async function startGateway(environment: Record<string, string> = {}): Promise<GatewayProcess> {
    const gateway = await startGatewayProcess(folder.path, {
      WHATSAPP_ACCESS_TOKEN: 'EAAtoken',
      META_APP_SECRET: APP_SECRET,
      GRAPH_API_URL: recorder.url,
      LOG_LEVEL: 'error',
      ...environment,
    });
    gateways.push(gateway);
    return gateway;
  }

  it(
    'one gateway uses nearly all of the limit and never more, and keeps the order of a person’s messages',
    async () => {
      const { url } = await startGateway();
      const offered = await offerMessages({
        urls: [url],
        phoneNumberId: NUMBER,
        perSecond: OFFERED,
        seconds: SECONDS,
        maxWaitMs: 2_000,
        keyed: false,
      });
      const arrivals = await recorder.arrivals();
      expectKept(arrivals);
      expectInOrder(arrivals);
      expect(arrivals.map(({ text }) => text).sort()).toEqual(sentOf(offered).sort());
      const refusals = offered.flatMap(({ outcome }) => (outcome.kind === 'refused' ? outcome.codes : []));
      expect(new Set(refusals)).toEqual(new Set(['RATE_LIMITED']));
      expect(utilisation(arrivals, LIMIT)).toBeGreaterThan(LEAST_USED);
    },
    TIMEOUT_MS,
  );
});
