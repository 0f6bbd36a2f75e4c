import { offerMessages } from '../test/e2e/support/offered-messages';
import { NUMBER } from '../test/e2e/support/webhooks';
import { pairViolations, repeated, utilisation, worstSecond } from '../test/support/meta-recorder/arrivals';
import { MetaRecorder } from '../test/support/meta-recorder/meta-recorder';
import { startGatewayProcess } from './support/processes';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);

/** Ten times as much as Meta's limit allows, through one gateway, and through three that share Redis where REDIS_URL is set. */
export async function limits(): Promise<void> {
  const { REDIS_URL } = process.env;
  await offered('one gateway', 1, 'STANDARD', 80, {});
  await offered('one gateway, level HIGH', 1, 'HIGH', 1_000, {});
  if (REDIS_URL !== undefined) await offered('three gateways, Redis', 3, 'STANDARD', 80, { REDIS_URL });
}

async function offered(
  title: string,
  gatewayCount: number,
  level: 'STANDARD' | 'HIGH',
  limit: number,
  environment: Record<string, string>,
): Promise<void> {
  const recorder = await MetaRecorder.start({ level });
  const gateways = await Promise.all(
    Array.from({ length: gatewayCount }, () =>
      startGatewayProcess(recorder.url, { LIMITS: '{}', ...environment }),
    ),
  );
  await offerMessages({
    urls: gateways.map(({ url }) => url),
    phoneNumberId: NUMBER,
    // One process cannot offer ten times a thousand: what is offered has only to be more than what may pass.
    perSecond: Math.min(10 * limit, 2_000),
    seconds: SECONDS,
    maxWaitMs: 2_000,
    each: 3,
    keyed: false,
  });
  const arrivals = await recorder.arrivals();
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  await recorder.stop();
  const worst = worstSecond(arrivals);
  const share = (100 * utilisation(arrivals, limit)).toFixed(1);
  process.stdout.write(
    [
      `limits; ${title}, ${limit} messages a second allowed, measured at Meta for ${SECONDS} s`,
      `  utilisation   ${share} %  (aim: above 95 %)`,
      `  worst second  ${worst}  (aim: at most ${limit})`,
      `  violations    ${Math.max(0, worst - limit) + pairViolations(arrivals).length}  (aim: 0), sent twice ${repeated(arrivals).length}`,
      '',
      '',
    ].join('\n'),
  );
}
