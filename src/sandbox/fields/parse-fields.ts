import { parseArgumentValue } from './parse-value';
import { Scanner } from './scanner';
import type { FieldArgument, FieldSelection } from './selection';

const NAME = /[A-Za-z_][\w]*/y;

function parseArguments(scanner: Scanner): FieldArgument[] {
  const args: FieldArgument[] = [];
  while (scanner.take('.')) {
    const name = scanner.match(NAME) ?? scanner.fail('name');
    scanner.expect('(');
    args.push({ name, value: parseArgumentValue(scanner) });
    scanner.expect(')');
  }
  return args;
}

function parseField(scanner: Scanner): FieldSelection {
  const name = scanner.match(NAME) ?? scanner.fail('name');
  const before = parseArguments(scanner);
  if (!scanner.take('{')) return { name, args: before };
  const fields = parseList(scanner, () => scanner.peek() === '}');
  scanner.expect('}');
  // Graph takes the chain on either side of the braces.
  return { name, args: [...before, ...parseArguments(scanner)], fields };
}

function parseList(scanner: Scanner, ended: () => boolean): FieldSelection[] {
  const fields: FieldSelection[] = [];
  while (!ended()) {
    if (fields.length > 0) scanner.expect(',');
    // Meta forgives an extra comma.
    if (ended()) break;
    const field = parseField(scanner);
    if (fields.some(({ name }) => name === field.name)) {
      scanner.refuse(
        `Field ${field.name} specified more than once. This is only possible before version 2.1`,
      );
    }
    fields.push(field);
  }
  return fields;
}

/**
 * Reads a `fields=` parameter: names separated by commas, each with a chain of arguments
 * (`.limit(10).status(["APPROVED"])`) and a nested selection in braces.
 */
export function parseFields(text: string): FieldSelection[] {
  const scanner = new Scanner(text);
  return parseList(scanner, () => scanner.ended);
}
