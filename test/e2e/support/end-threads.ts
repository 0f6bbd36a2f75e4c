/** Loaded into a gateway before its own code: ends its worker threads on SIGUSR2, as running out of memory would. */
import threads from 'node:worker_threads';

const running = new Set<threads.Worker>();

threads.Worker = class extends threads.Worker {
  constructor(...settings: ConstructorParameters<typeof threads.Worker>) {
    super(...settings);
    running.add(this);
  }
};

process.on('SIGUSR2', () => {
  for (const worker of running) void worker.terminate();
});
