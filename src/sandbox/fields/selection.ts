/** A value inside an argument's parentheses. Bare words and quoted strings are both strings. */
export type ArgumentValue =
  | string
  | number
  | boolean
  | null
  | readonly ArgumentValue[]
  | { readonly [key: string]: ArgumentValue };

export interface FieldArgument {
  readonly name: string;
  readonly value: ArgumentValue;
}

/** One item of a `fields=` parameter: `name.argument(value){nested}`. */
export interface FieldSelection {
  readonly name: string;
  readonly args: readonly FieldArgument[];
  readonly fields?: readonly FieldSelection[];
}

/** Text that needs no quotes: it can't be taken for another kind of value, nor end the argument early. */
const BARE = /^[A-Za-z_][\w:+/=@-]*$|^\d+$/;

function printValue(value: ArgumentValue): string {
  if (typeof value === 'string') return BARE.test(value) ? value : JSON.stringify(value);
  return JSON.stringify(value);
}

/** The `fields=` parameter that says the same. Inverse of {@link parseFields}. */
export function printFields(fields: readonly FieldSelection[]): string {
  return fields
    .map(({ name, args, fields: nested }) => {
      const chain = args.map((argument) => `.${argument.name}(${printValue(argument.value)})`).join('');
      return `${name}${chain}${nested === undefined ? '' : `{${printFields(nested)}}`}`;
    })
    .join(',');
}
