import type { JsonObject } from '../common/json';

interface Decoded {
  bytes: Buffer;
  answer: JsonObject;
}

/** Bytes of the answers that are kept: all together, and of one that is worth keeping. */
const MOST_BYTES = 8 * 1024 * 1024;
const LEAST_BYTES_OF_ONE = 1_024;
const MOST_BYTES_OF_ONE = 512 * 1024;

/**
 * The newest answers to reads, decoded. Meta is asked every time, but mostly answers with the same bytes as before,
 * and comparing bytes costs a hundredth of decoding them.
 */
export class DecodedAnswers {
  readonly #newest = new Map<string, Decoded>();
  #size = 0;

  constructor(private readonly mostBytes = MOST_BYTES) {}

  /** The decoded answer, if the last answer to this question had the same bytes. */
  find(question: string, bytes: Buffer): JsonObject | undefined {
    const known = this.#newest.get(question);
    if (!known?.bytes.equals(bytes)) return undefined;
    this.#newest.delete(question);
    this.#newest.set(question, known);
    return known.answer;
  }

  keep(question: string, bytes: Buffer, answer: JsonObject): void {
    this.#forget(question);
    if (bytes.length < LEAST_BYTES_OF_ONE || bytes.length > MOST_BYTES_OF_ONE) return;
    // A copy: the bytes are a piece of a larger buffer, which they would keep from being freed.
    this.#newest.set(question, { bytes: Buffer.from(bytes), answer });
    this.#size += bytes.length;
    for (const oldest of this.#newest.keys()) {
      if (this.#size <= this.mostBytes) break;
      this.#forget(oldest);
    }
  }

  #forget(question: string): void {
    this.#size -= this.#newest.get(question)?.bytes.length ?? 0;
    this.#newest.delete(question);
  }
}
