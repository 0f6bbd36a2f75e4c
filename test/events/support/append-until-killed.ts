/** A process that appends events to the log as fast as it can, and prints the key of each once it is acknowledged. */
import { openEventLog } from '../../../src/events/event-log';
import { openDatabase } from '../../../src/store/database';
import { newEvent } from './new-event';

async function appendForEver(url: string, run: string): Promise<void> {
  const log = await openEventLog(await openDatabase(url));
  let count = 0;
  const append = async () => {
    for (;;) {
      count += 1;
      const key = `${run}-${count}`;
      await log.append([newEvent(key), newEvent(`${key}-b`)]);
      process.stdout.write(`${key}\n`);
    }
  };
  await Promise.all(Array.from({ length: 20 }, append));
}

void appendForEver(process.argv[2] ?? '', process.argv[3] ?? '');
