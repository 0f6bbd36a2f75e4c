import type { Dispatcher } from 'undici';

/** An answer, whole. */
export interface HttpAnswer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}

/** How much of an answer is waited for, and how long after its first byte. */
export interface AnswerBounds {
  bytes: number;
  ms: number;
}

/** The answer has more bytes than anyone would want in memory. */
export class AnswerTooLargeError extends Error {
  override readonly name = 'AnswerTooLargeError';
}

/** The answer takes too long as a whole, although each part of it comes in time. */
export class AnswerTooSlowError extends Error {
  override readonly name = 'AnswerTooSlowError';
}

/**
 * Sends a request and collects its answer. The same as `dispatcher.request` and `body.arrayBuffer()`, without a stream
 * in between: the calls here are small and many.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  bounds: AnswerBounds,
  signal?: AbortSignal,
  /** Told when a connection is there and the request is about to be written. What it throws keeps it from being written. */
  onDeparture?: () => void,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    let status = 0;
    let headers: HttpAnswer['headers'] = {};
    let until = 0;
    let abort = () => {};
    const onAbort = () => abort();
    signal?.addEventListener('abort', onAbort);
    dispatcher.dispatch(request, {
      onRequestStart(controller) {
        abort = () =>
          controller.abort(signal?.reason instanceof Error ? signal.reason : new Error('Aborted.'));
        if (signal?.aborted) abort();
        else onDeparture?.();
      },
      onResponseStart(_controller, statusCode, given) {
        status = statusCode;
        headers = given;
        until = performance.now() + bounds.ms;
      },
      onResponseData(controller, chunk) {
        size += chunk.length;
        if (size > bounds.bytes)
          controller.abort(new AnswerTooLargeError(`The answer has more than ${bounds.bytes} bytes.`));
        else if (performance.now() > until)
          controller.abort(new AnswerTooSlowError(`The answer took more than ${bounds.ms} ms.`));
        else chunks.push(chunk);
      },
      onResponseEnd() {
        signal?.removeEventListener('abort', onAbort);
        const [first] = chunks;
        resolve({ status, headers, body: chunks.length === 1 && first ? first : Buffer.concat(chunks) });
      },
      onResponseError(_controller, error) {
        signal?.removeEventListener('abort', onAbort);
        reject(error);
      },
    });
  });
}
