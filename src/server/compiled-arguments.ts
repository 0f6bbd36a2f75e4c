import {
  type ArgumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  isInputObjectType,
  isLeafType,
  isNonNullType,
  type ObjectFieldNode,
  type ValueNode,
  valueFromAST,
} from 'graphql';
import type { Variables } from './prepared-variables';

/** Makes a value out of the variables; undefined when it would not be valid. */
type Make = (variables: Variables) => unknown;
export type MakeArguments = (variables: Variables) => Record<string, unknown> | undefined;

/** Stands for a field that is not given. */
const ABSENT = Symbol('absent');

/**
 * Compiles the arguments of a field to a function of the variables: graphql-js looks at each literal anew every time.
 * Undefined is what it makes of arguments that graphql-js would refuse, which then says why.
 */
export function compileArguments(field: GraphQLField<unknown, unknown>, node: FieldNode): MakeArguments {
  return compileFields(field.args, node.arguments ?? []);
}

function compileFields(
  fields: readonly (GraphQLArgument | GraphQLInputField)[],
  nodes: readonly (ArgumentNode | ObjectFieldNode)[],
  isOneOf = false,
): MakeArguments {
  const parts = fields.flatMap((field) => {
    const node = nodes.find(({ name }) => name.value === field.name);
    if (!node && field.defaultValue === undefined && !isNonNullType(field.type)) return [];
    return [{ name: field.name, make: compileField(field, node?.value) }];
  });
  return (variables) => {
    const made: Record<string, unknown> = {};
    let given = 0;
    for (const { name, make } of parts) {
      const value = make(variables);
      if (value === ABSENT) continue;
      if (value === undefined || (isOneOf && value === null)) return undefined;
      given += 1;
      made[name] = value;
    }
    return isOneOf && given !== 1 ? undefined : made;
  };
}

function compileField(
  { type, defaultValue }: Pick<GraphQLInputField, 'type' | 'defaultValue'>,
  node: ValueNode | undefined,
): Make {
  const missing = defaultValue !== undefined ? defaultValue : isNonNullType(type) ? undefined : ABSENT;
  if (!node) return () => missing;
  if (node.kind !== 'Variable') return compileValue(node, type);
  const { value: name } = node.name;
  const isNullable = !isNonNullType(type);
  return (variables) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined) return missing;
    return value === null && !isNullable ? undefined : value;
  };
}

function compileValue(node: ValueNode, type: GraphQLInputType): Make {
  if (isNonNullType(type))
    return node.kind === 'NullValue' ? () => undefined : compileValue(node, type.ofType);
  if (isInputObjectType(type) && node.kind === 'ObjectValue')
    return compileFields(Object.values(type.getFields()), node.fields, type.isOneOf);
  const general: Make = (variables) => valueFromAST(node, type, variables);
  // A value that its receiver could change, or that contains variables, is made anew each time.
  if (!isLeafType(type) || node.kind === 'ObjectValue' || node.kind === 'ListValue') return general;
  const constant: unknown = general({});
  return typeof constant === 'object' && constant !== null ? general : () => constant;
}
