import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until the answer is yes; where it never is, the test runs into its own time limit. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(10);
}
