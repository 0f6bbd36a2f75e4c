/**
 * Orders what has the same time, as Meta's clock has whole seconds: text that sorts as the log does. What is one of
 * several in an event also has its index there.
 */
export function placeInLog(seq: number, index?: number): string {
  return index === undefined ? digits(seq, 16) : `${digits(seq, 16)}.${digits(index, 6)}`;
}

/** After all of the log, where a send has the very time of something there: sends have milliseconds. */
export function placeAmongSends(seq: number): string {
  return `S${digits(seq, 16)}`;
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}
