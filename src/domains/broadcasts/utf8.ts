/** A file is in another encoding: what it says in this line would be lost. */
export class NotUtf8Error extends Error {
  override readonly name = 'NotUtf8Error';

  constructor(
    /** From 1. */
    readonly line: number,
  ) {
    super(`Line ${line} is not UTF-8.`);
  }
}

const LINE_FEED = 0x0a;

/**
 * The same bytes, as long as they are UTF-8.
 *
 * @throws NotUtf8Error
 */
export async function* utf8(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  const check = (part?: Uint8Array) => {
    try {
      decoder.decode(part, { stream: part !== undefined });
    } catch {
      throw new NotUtf8Error(line);
    }
  };
  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      check(chunk.subarray(start, end + 1));
      start = end + 1;
      line += 1;
    }
    check(chunk.subarray(start));
    yield chunk;
  }
  check();
}
