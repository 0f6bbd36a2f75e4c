import { registerEnumType } from 'type-graphql';

/** An enum for input: GraphQL's name, Meta's value (the name in lower case when it is not given), and a description. */
export function metaEnum(
  name: string,
  description: string,
  values: Readonly<Record<string, string | readonly [metaValue: string, description: string]>>,
): Readonly<Record<string, string>> {
  const members: Record<string, string> = {};
  const valuesConfig: Record<string, { description: string }> = {};
  for (const [key, value] of Object.entries(values)) {
    const [meta, text] = typeof value === 'string' ? [key.toLowerCase(), value] : value;
    members[key] = meta;
    valuesConfig[key] = { description: text };
  }
  registerEnumType(members, { name, description, valuesConfig });
  return members;
}
