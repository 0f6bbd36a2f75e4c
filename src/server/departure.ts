import type { FastifyReply } from 'fastify';
import { openController } from './open-controller';

/**
 * Tells when a caller goes away. The signal is made only when something first waits for it, since many operations
 * need none.
 */
export class Departure {
  #left: AbortController | undefined;

  constructor(private readonly reply: FastifyReply) {}

  /** Aborts when the connection closes before the answer is written. */
  get signal(): AbortSignal {
    this.#left ??= this.#watch();
    return this.#left.signal;
  }

  #watch(): AbortController {
    const left = openController();
    const { raw } = this.reply;
    const leave = () => {
      if (!raw.writableFinished) left.abort();
    };
    if (raw.closed) leave();
    else raw.once('close', leave);
    return left;
  }
}
