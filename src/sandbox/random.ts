import { createHash } from 'node:crypto';

/**
 * Chance that can be repeated: every value follows from the seed and the words that name it,
 * so that it depends neither on the order of calls nor on what else was drawn.
 */
export class Random {
  constructor(private readonly seed: number) {}

  /** A number in [0, 1). */
  fraction(...words: readonly (string | number)[]): number {
    return this.digest(words).readUIntBE(0, 6) / 2 ** 48;
  }

  /** A decimal string of the given length that does not begin with zero. */
  digits(length: number, ...words: readonly (string | number)[]): string {
    let text = '';
    for (let round = 0; text.length < length; round += 1) {
      text += this.digest([...words, round])
        .readBigUInt64BE()
        .toString();
    }
    return text.replace(/^0+/, '1').slice(0, length).padEnd(length, '7');
  }

  /** An opaque base64url token. */
  token(length: number, ...words: readonly (string | number)[]): string {
    let text = '';
    for (let round = 0; text.length < length; round += 1) {
      text += this.digest([...words, round]).toString('base64url');
    }
    return text.slice(0, length);
  }

  /** Hexadecimal digits, upper case. */
  hex(length: number, ...words: readonly (string | number)[]): string {
    return this.digest(words).toString('hex').toUpperCase().slice(0, length);
  }

  private digest(words: readonly (string | number)[]): Buffer {
    return createHash('sha256')
      .update(`${this.seed}\u0000${words.join('\u0000')}`)
      .digest();
  }
}
