import { Readable } from 'node:stream';

/** A call whose body is sent as it comes, and once. */
export interface UploadCall {
  /** Below the version: `106540352242922/media`. A query that is part of an id (`upload:…?sig=…`) is kept as it is. */
  path: string;
  headers: Readonly<Record<string, string>>;
  bytes: AsyncIterable<Uint8Array>;
  /** How the token is introduced; resumable uploads want `OAuth`. */
  scheme?: 'Bearer' | 'OAuth';
}

const BUFFERED_BYTES = 64 * 1024;

/** A body that is read only as fast as it is sent, and what went wrong with its source. */
export interface UploadBody {
  stream: Readable;
  /** Why the source stopped; undefined while it has not, and when it was the receiver who did. */
  fault(): unknown;
}

/** Makes a stream of bytes that come from elsewhere, telling their source's faults from those of the connection. */
export function uploadBodyOf(bytes: AsyncIterable<Uint8Array>): UploadBody {
  let fault: unknown;
  async function* watched() {
    try {
      yield* bytes;
    } catch (error) {
      fault = error;
      throw error;
    }
  }
  return {
    stream: Readable.from(watched(), { objectMode: false, highWaterMark: BUFFERED_BYTES }),
    fault: () => fault,
  };
}
