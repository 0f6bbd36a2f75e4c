import { GraphError } from '../graph-error';

/** Walks over the text of a `fields=` parameter and complains in Meta's words. */
export class Scanner {
  private position = 0;

  constructor(private readonly text: string) {}

  get ended(): boolean {
    this.skipSpace();
    return this.position >= this.text.length;
  }

  /** The next character that is not white space, without taking it. */
  peek(): string {
    this.skipSpace();
    return this.text[this.position] ?? '';
  }

  take(character: string): boolean {
    if (this.peek() !== character) return false;
    this.position += 1;
    return true;
  }

  expect(character: string): void {
    if (!this.take(character)) this.fail(character);
  }

  /** Takes what the (sticky) pattern matches here. */
  match(pattern: RegExp): string | undefined {
    this.skipSpace();
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }

  fail(expected: string): never {
    const found = this.ended ? 'end of string' : `"${this.peek()}"`;
    this.refuse(`Expected ${expected === 'name' ? expected : `"${expected}"`} instead of ${found}.`);
  }

  refuse(complaint: string): never {
    throw new GraphError(2500, `Syntax error "${complaint}" at character ${this.position}: ${this.text}`);
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.position] ?? '')) this.position += 1;
  }
}
