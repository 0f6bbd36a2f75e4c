import { GraphQLError, Source } from 'graphql';
import { isObject } from '../common/json';
import { isTooDeep, MOST_LEVELS } from '../common/nesting';

/** What is wrong with a new operation or with its variables, if they are nested too deep. */
export function nestingFault(text: string, variables: unknown): GraphQLError | undefined {
  return textFault(text) ?? (isObject(variables) ? variablesFault(variables) : undefined);
}

function variablesFault(variables: Record<string, unknown>): GraphQLError | undefined {
  const name = Object.keys(variables).find((key) => isTooDeep(variables[key]));
  return name === undefined
    ? undefined
    : new GraphQLError(
        `Variable "$${name.slice(0, 100)}" is nested more than ${MOST_LEVELS} levels deep. Give a value that is less so.`,
        { extensions: { code: 'BAD_USER_INPUT' } },
      );
}

/** One pass over a text before it is parsed, since nesting that is too deep would overflow the parser's stack. */
function textFault(text: string): GraphQLError | undefined {
  let depth = 0;
  for (let place = 0; place < text.length; place++) {
    switch (text[place]) {
      case '{':
      case '(':
      case '[':
        if (++depth > MOST_LEVELS) return tooDeep(text, place);
        break;
      case '}':
      case ')':
      case ']':
        depth--;
        break;
      case '#':
        place = endOfLine(text, place);
        break;
      case '"':
        place = text.startsWith('"""', place) ? endOfBlock(text, place + 3) : endOfString(text, place + 1);
        break;
    }
  }
  return undefined;
}

function tooDeep(text: string, place: number): GraphQLError {
  return new GraphQLError(
    `Syntax Error: The operation is nested more than ${MOST_LEVELS} levels deep, counted in open brackets. Ask for less at once, or give what is nested as a variable.`,
    { source: new Source(text), positions: [place], extensions: { code: 'GRAPHQL_PARSE_FAILED' } },
  );
}

/** The place of a line's last character. */
function endOfLine(text: string, from: number): number {
  let place = from;
  while (place < text.length && text[place] !== '\n' && text[place] !== '\r') place++;
  return place;
}

/** The place of the quote that ends a string. A string without one ends with its line, and is refused by the parser. */
function endOfString(text: string, from: number): number {
  let place = from;
  while (place < text.length && text[place] !== '"' && text[place] !== '\n' && text[place] !== '\r')
    place += text[place] === '\\' ? 2 : 1;
  return place;
}

/** The place of the last quote that ends a block string. */
function endOfBlock(text: string, from: number): number {
  let end = text.indexOf('"""', from);
  while (end >= 0 && text[end - 1] === '\\') end = text.indexOf('"""', end + 3);
  return end < 0 ? text.length : end + 2;
}
