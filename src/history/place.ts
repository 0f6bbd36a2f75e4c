/**
 * A text that sorts like the log. It orders what has the same time, since Meta's times are whole seconds. One of
 * several items of an event also has its index in it.
 */
export function placeInLog(seq: number, index?: number): string {
  return index === undefined ? digits(seq, 16) : `${digits(seq, 16)}.${digits(index, 6)}`;
}

/** The place of a send. It sorts after everything in the log that has the same time. */
export function placeAmongSends(seq: number): string {
  return `S${digits(seq, 16)}`;
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}
