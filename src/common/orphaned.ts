const LOOK_EVERY_MS = 500;

/**
 * Calls back when npm, which started this process, has ended. A signal to npm alone goes to the shell between them, which
 * dies of it without passing it on: what npm started would go on, and keep its ports.
 */
export function onOrphaned(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, LOOK_EVERY_MS);
  timer.unref();
}
