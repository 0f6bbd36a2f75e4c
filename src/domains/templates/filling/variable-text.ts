/** A text of a template with places for variables, taken apart once. */
export interface VariableText {
  /** As it stands in the template. */
  text: string;
  pieces: readonly (string | { variable: string })[];
  /** Each variable once, in the order in which unnamed parameters fill them. */
  variables: readonly string[];
}

/** Finds the value of a variable; undefined where it has none. */
export type Values = (variable: string) => string | undefined;

const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

export function variableText(text: string): VariableText {
  const pieces: (string | { variable: string })[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push({ variable: match[1] ?? '' });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  const names = pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.variable]));
  const variables = [...new Set(names)];
  if (variables.every(isNumber)) variables.sort((one, other) => Number(one) - Number(other));
  return { text, pieces, variables };
}

/** The text with its variables filled in; one without a value is left as it stands. */
export function filled({ pieces }: VariableText, value: Values): string {
  let whole = '';
  for (const piece of pieces) {
    whole += typeof piece === 'string' ? piece : (value(piece.variable) ?? `{{${piece.variable}}}`);
  }
  return whole;
}

/** Whether a variable goes by its place, `{{1}}`, rather than by a name. */
export function isNumber(variable: string): boolean {
  return /^\d+$/.test(variable);
}
