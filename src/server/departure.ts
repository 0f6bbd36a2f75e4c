import { setMaxListeners } from 'node:events';
import type { FastifyReply } from 'fastify';

/** Tells when a caller goes away. The signal is made when something first waits for it: many operations need none. */
export class Departure {
  #left: AbortController | undefined;

  constructor(private readonly reply: FastifyReply) {}

  /** Aborts when the connection closes before the answer is written. */
  get signal(): AbortSignal {
    this.#left ??= this.#watch();
    return this.#left.signal;
  }

  #watch(): AbortController {
    const left = new AbortController();
    // One listener for each request to Graph that the operation has under way.
    setMaxListeners(0, left.signal);
    const { raw } = this.reply;
    const leave = () => {
      if (!raw.writableFinished) left.abort();
    };
    if (raw.closed) leave();
    else raw.once('close', leave);
    return left;
  }
}
