/** A rule on the format of a text: says what is wrong with it, or nothing. */
export type TextRule = (text: string) => string | undefined;

/** What Meta allows a field to hold. */
export interface Limits {
  /** Characters of a text: the most, or the least and the most. The least is 1 unless said; blanks count as none. */
  chars?: number | readonly [min: number, max: number];
  /** Entries of a list. */
  items?: readonly [min: number, max: number];
  /** Values of a number. */
  range?: readonly [min: number, max: number];
  /** The format of a text. */
  rule?: TextRule;
}

/** Limits as a sentence for the schema; empty when there are none. */
export function describeLimits({ chars, items, range }: Limits): string {
  const parts: string[] = [];
  if (chars !== undefined) {
    const [min, max] = charsOf(chars);
    parts.push(
      min > 1 ? `${numeral(min)} to ${numeral(max)} characters.` : `At most ${numeral(max)} characters.`,
    );
  }
  if (items) parts.push(`${numeral(items[0])} to ${numeral(items[1])} entries.`);
  if (range) parts.push(`${numeral(range[0])} to ${numeral(range[1])}.`);
  return parts.join(' ');
}

/** What is wrong with a text, or nothing. */
export function faultOfText(name: string, text: string, limits: Limits): string | undefined {
  const [min, max] = limits.chars === undefined ? UNLIMITED : charsOf(limits.chars);
  // A text has no more characters than UTF-16 units, so characters hardly ever have to be counted.
  if (text.length > max) {
    const length = lengthOf(text);
    if (length > max) {
      return `${name} has ${numeral(length)} characters; Meta allows ${numeral(max)}. Shorten it by ${numeral(length - max)}.`;
    }
  }
  if (min > 0 && text.trim() === '')
    return `${name} is empty. Give it a value, or leave it out where it is optional.`;
  if (NO_CHARACTER.test(text))
    return `${name} has half of a character (a lone surrogate) or a NUL, which no text can hold. Take it out.`;
  if (text.length < min) {
    return `${name} has ${numeral(text.length)} characters; Meta wants at least ${numeral(min)}.`;
  }
  const fault = limits.rule?.(text);
  return fault && `${name} ${fault}`;
}

/** What is wrong with the length of a list, or nothing. */
export function faultOfList(name: string, count: number, { items }: Limits): string | undefined {
  if (!items || (count >= items[0] && count <= items[1])) return undefined;
  const entries = count === 1 ? '1 entry' : `${numeral(count)} entries`;
  return count > items[1]
    ? `${name} has ${entries}; Meta allows ${numeral(items[1])}. Remove ${numeral(count - items[1])}.`
    : `${name} has ${entries}; Meta wants at least ${numeral(items[0])}.`;
}

/** What is wrong with a number, or nothing. */
export function faultOfNumber(name: string, value: number, { range }: Limits): string | undefined {
  if (!range || (value >= range[0] && value <= range[1])) return undefined;
  return `${name} is ${value}; Meta allows ${numeral(range[0])} to ${numeral(range[1])}.`;
}

/** Characters as a reader counts them, more or less: code points. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/** A NUL, or half of a surrogate pair, which stands for no character and is lost when the text is encoded. */
const NO_CHARACTER = /[\0\ud800-\udfff]/u;

const UNLIMITED = [1, Number.POSITIVE_INFINITY] as const;

function charsOf(chars: number | readonly [number, number]): readonly [number, number] {
  return typeof chars === 'number' ? [1, chars] : chars;
}

function numeral(value: number): string {
  return value.toLocaleString('en-US');
}
