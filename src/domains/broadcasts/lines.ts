/** A line of a text, from 1; undefined where it is longer than may be held. */
export interface Line {
  number: number;
  text: string | undefined;
}

/** The lines of a text in UTF-8, as it comes in. Of one that is too long only its number is told. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>, maxChars: number): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let number = 0;
  let rest = '';
  let isTooLong = false;
  for await (const chunk of bytes) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = pieces.pop() ?? '';
    for (const text of pieces) {
      number += 1;
      yield { number, text: isTooLong || text.length > maxChars ? undefined : text };
      isTooLong = false;
    }
    if (rest.length > maxChars) {
      isTooLong = true;
      rest = '';
    }
  }
  if (rest !== '' || isTooLong) yield { number: number + 1, text: isTooLong ? undefined : rest };
}
