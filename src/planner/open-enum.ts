import { Field, registerEnumType } from 'type-graphql';
import { type JsonValue, textOf } from '../common/json';
import { MetaField } from './declare';

/** The value every open enum has for what Meta added after this schema was made. */
export const UNRECOGNIZED = 'UNRECOGNIZED';

/** A TypeScript object enum of Meta's values: name and value are the same. */
export type OpenEnum = Readonly<Record<string, string>>;

/**
 * Makes an enum of Meta's values with a description each, open to values that Meta adds unannounced:
 * those read as `UNRECOGNIZED`, and the field's `…Raw` sibling has Meta's own word.
 */
export function openEnum<const V extends Readonly<Record<string, string>>>(
  name: string,
  description: string,
  values: V,
): { readonly [K in keyof V | typeof UNRECOGNIZED]: K } {
  const described: Record<string, string> = {
    ...values,
    [UNRECOGNIZED]:
      'A value that Meta added after this schema was made; the `…Raw` field beside it has it as sent.',
  };
  const members = Object.fromEntries(Object.keys(described).map((key) => [key, key]));
  registerEnumType(members, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      Object.entries(described).map(([key, text]) => [key, { description: text }]),
    ),
  });
  return members as { readonly [K in keyof V | typeof UNRECOGNIZED]: K };
}

/** Reads a value of an open enum: case and hyphens as Meta happens to send them. */
export function readOpenEnum(members: OpenEnum): (value: JsonValue) => string {
  return (value) => {
    // Nearly every value is one of the members to the letter.
    if (typeof value === 'string' && Object.hasOwn(members, value)) return members[value] ?? UNRECOGNIZED;
    const name = (textOf(value) ?? '').toUpperCase().replaceAll(/[-\s]/g, '_');
    return members[name] ?? UNRECOGNIZED;
  };
}

/** Declares an enum field and its raw sibling (`status` and `statusRaw`) in one go. */
export function MetaEnumField(members: OpenEnum, metaName: string, description: string): PropertyDecorator {
  return (prototype, key) => {
    Field(() => members, { nullable: true, description })(prototype, key);
    MetaField(metaName, { read: readOpenEnum(members) })(prototype, key);
    const raw = `${String(key)}Raw`;
    Field(() => String, {
      nullable: true,
      description: `\`${metaName}\` exactly as Meta sent it, for values that \`${String(key)}\` does not know yet.`,
    })(prototype, raw);
    MetaField(metaName)(prototype, raw);
  };
}
