import type { FieldNode, GraphQLObjectType, GraphQLOutputType } from 'graphql';
import { isObject } from '../common/json';
import type { CompileInput } from './compile';
import { type ConnectionValue, compileProjection, connectionParts, type Projection } from './project';

/** Prints a value of Graph's as JSON of GraphQL's. @throws where that is not plain */
export type Printer = (value: unknown) => string;

/** Prints a node, once: one that several read together, or that came again as it was, is printed already. */
export function compilePrinter(
  input: CompileInput,
  nodes: readonly FieldNode[],
  type: GraphQLOutputType,
): Printer | undefined {
  const project = compileProjection(input, nodes, type);
  return project && printerOf(project);
}

/** Prints a connection, its nodes each once. */
export function compileConnectionPrinter(
  input: CompileInput,
  nodes: readonly FieldNode[],
  type: GraphQLObjectType,
): ((connection: ConnectionValue) => string) | undefined {
  const parts = connectionParts(input, nodes, type, (item) => {
    const print = printerOf(item);
    return (items) => new Printed(`[${items.map(print).join()}]`);
  });
  return (
    parts &&
    ((connection) => {
      const fields = parts.map(([key, part]) => `${JSON.stringify(key)}:${textOf(part(connection))}`);
      return `{${fields.join()}}`;
    })
  );
}

/** JSON that is text already. */
class Printed {
  constructor(readonly text: string) {}
}

const textOf = (value: unknown) => (value instanceof Printed ? value.text : JSON.stringify(value));

function printerOf(project: Projection): Printer {
  const texts = new WeakMap<object, string>();
  return (node) => {
    if (!isObject(node)) return JSON.stringify(project(node));
    const known = texts.get(node);
    if (known !== undefined) return known;
    const text = JSON.stringify(project(node));
    texts.set(node, text);
    return text;
  };
}
