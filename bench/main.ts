import { fanOut } from './fan-out';
import { limits } from './limits';
import { nested } from './nested';
import { resume } from './resume';
import { send, sendThroughLimits } from './send';
import { cleanUp } from './support/processes';
import { upstreamCalls } from './upstream-calls';
import { webhooks } from './webhooks';

const benchmarks = {
  'upstream-calls': upstreamCalls,
  nested,
  send,
  'send-through-limits': sendThroughLimits,
  webhooks,
  'fan-out': fanOut,
  resume,
  limits,
};

/** Runs the benchmarks named on the command line, or all of them: `npm run bench -- nested`. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  for (const [name, run] of Object.entries(benchmarks)) {
    if (wanted.length === 0 || wanted.includes(name)) await run();
  }
}

main()
  .catch((error: unknown) => {
    process.exitCode = 1;
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  })
  .finally(cleanUp);
