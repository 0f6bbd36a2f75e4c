import { type Comparison, compare, greatest, load, warmUp } from './support/load';
import { type OpenLoopResult, openLoop } from './support/open-loop';
import { benchFolder, startGatewayProcess, startProcess } from './support/processes';
import { report } from './support/report';
import { APP_SECRET, messageWebhook, signed, statusWebhook } from './support/webhooks';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 2);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
/** A server's greatest rate needs as many callers as keep it busy: more for one that does more. */
const CALLERS = [64, 128, 256];
const PATH = '/webhooks/whatsapp';

/** What Meta asks its users to be ready for, at 1,000 messages a second: of eleven webhooks one is a message. */
const PER_SECOND = 3_300;
const OPEN_LOOP_SECONDS = SECONDS * 2;

let made = 0;
function webhook(): string {
  made += 1;
  return made % 11 === 0 ? messageWebhook() : statusWebhook();
}

/** Webhooks answered 200 only after they are stored, against a bare server that stores the raw bodies. */
export async function webhooks(): Promise<void> {
  const gateway = await startGatewayProcess('http://127.0.0.1:1', {
    META_APP_SECRET: APP_SECRET,
    WEBHOOK_VERIFY_TOKEN: 'bench',
  });
  const bare = await startProcess('bench/support/bare-receiver.js', {
    DATABASE_FILE: `${await benchFolder()}/bare.db`,
  });
  const open = (url: string) =>
    openLoop({
      url,
      path: PATH,
      perSecond: PER_SECOND,
      seconds: OPEN_LOOP_SECONDS,
      next: () => {
        const body = webhook();
        return { body, headers: signed(body) };
      },
    });
  // Not by the greatest rates, since what they leave behind would be measured.
  await warmUp(
    () => open(gateway.url),
    () => open(bare.url),
  );
  const opened = { baseline: await open(bare.url), ours: await open(gateway.url) };
  process.stdout.write(
    [
      `Webhooks at Meta's guidance: ${PER_SECOND} a second (3,000 statuses, 300 messages) for ${OPEN_LOOP_SECONDS} s`,
      `  gateway   ${figures(opened.ours)}`,
      `  baseline  ${figures(opened.baseline)}`,
      `  p99       ${(opened.ours.p99Ms / opened.baseline.p99Ms).toFixed(1)} times the baseline's  (aim: all served, p50 under 10 ms, p99 under 100 ms and 5 times, none over 1 s)`,
      '',
      '',
    ].join('\n'),
  );

  const closed = (url: string, concurrency: number) => () =>
    load({ url, path: PATH, body: webhook, headers: signed, concurrency, seconds: SECONDS });
  const runs: Comparison[] = [];
  for (const concurrency of CALLERS) {
    const run = await compare(ROUNDS, closed(gateway.url, concurrency), closed(bare.url, concurrency));
    report(`Webhooks stored before they are answered, ${concurrency} callers`, run);
    runs.push(run);
  }
  report('The greatest rate of each', greatest(runs), 0.5);
  await Promise.all([gateway.stop(), bare.stop()]);
}

const figures = ({ served, asked, p50Ms, p99Ms, maxMs }: OpenLoopResult) =>
  `${served} of ${asked} served  p50 ${p50Ms.toFixed(1)} ms  p99 ${p99Ms.toFixed(1)} ms  longest ${maxMs.toFixed(1)} ms`;
