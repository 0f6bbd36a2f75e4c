import type { Recipient } from '../../outbox/broadcast';
import { MAX_RECIPIENTS } from '../../outbox/recipient-lists';
import { KnownPeople } from './known-people';
import { csvLines, jsonLines, type RecipientLine } from './recipient-lines';
import { NotUtf8Error, utf8 } from './utf8';

/** The formats of an uploaded list. */
export type RecipientFormat = 'csv' | 'ndjson';

/** What is wrong with a line of the file. */
export interface LineFault {
  /** From 1, the head line of a CSV file counted. */
  line: number;
  /** Completes "line 7 …". */
  message: string;
}

/** A file with faults: nothing of it is used. */
export class RecipientFileError extends Error {
  override readonly name = 'RecipientFileError';

  constructor(
    /** The first of them. */
    readonly faults: readonly LineFault[],
    /** How many there are. */
    readonly count: number,
  ) {
    const [first] = faults;
    const others = count > 1 ? ` ${count - 1} more ${count > 2 ? 'faults' : 'fault'} in all.` : '';
    super(`Line ${first?.line} ${first?.message}${others} Nothing was stored.`);
  }
}

const MOST_TOLD = 100;

/**
 * The recipients in a file, one by one as it comes in. It is read to its end, so that every line with a fault is found.
 *
 * @throws RecipientFileError after the last line
 */
export async function* recipientsIn(
  bytes: AsyncIterable<Uint8Array>,
  format: RecipientFormat,
): AsyncGenerator<Recipient> {
  const people = new KnownPeople();
  const faults: LineFault[] = [];
  let [count, total] = [0, 0];
  const tell = (line: number, message: string) => {
    count += 1;
    if (faults.length < MOST_TOLD) faults.push({ line, message });
  };
  const lines = format === 'csv' ? csvLines : jsonLines;
  try {
    for await (const read of lines(utf8(bytes))) {
      total += 1;
      const fault = faultOf(read, people);
      if (fault !== undefined) tell(read.line, fault);
      if (total > MAX_RECIPIENTS) {
        tell(read.line, `is one too many: a broadcast has at most ${MAX_RECIPIENTS} recipients.`);
        break;
      }
      // After a mistake further lines are only checked.
      if (count === 0 && 'value' in read) yield read.value;
    }
  } catch (error) {
    if (!(error instanceof NotUtf8Error)) throw error;
    tell(error.line, 'is not UTF-8: save the file in that encoding, or its letters would be lost.');
  }
  if (total === 0 && count === 0) tell(1, 'has no recipient: the list is empty.');
  if (count > 0) throw new RecipientFileError(faults, count);
}

function faultOf(read: RecipientLine, people: KnownPeople): string | undefined {
  if ('fault' in read) return read.fault;
  const before = people.add(read.value, read.line);
  return before === undefined ? undefined : `has the recipient of line ${before} again.`;
}
