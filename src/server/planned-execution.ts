import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  getNullableType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { fieldsOf } from '../planner/compile';
import { declarationOf } from '../planner/declare';
import { PlanCache } from '../planner/plan-cache';
import { compileConnectionPrinter, compilePrinter } from '../planner/print';
import type { ConnectionValue } from '../planner/project';
import { fragmentsIn } from './fragments';
import { PreparedVariables, type Variables } from './prepared-variables';

/** Prints a root field's value, as JSON, out of what its resolver returned. */
type RootPrinter = (value: unknown) => string | Promise<string>;

/** Stands for "general execution has to do it" in the cache. */
const GENERAL = Symbol('general execution');
const printers = new PlanCache<RootPrinter | typeof GENERAL>();

/**
 * Executes queries for Graph nodes in one pass over Graph's answers. Whatever is out of the ordinary, from a refused
 * field to a hand-written resolver below, is left to general execution. That finds what was already loaded in the
 * same session, so Graph is not asked again.
 */
export class PlannedExecution {
  private readonly fragments: Record<string, FragmentDefinitionNode>;
  private readonly variables: PreparedVariables;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
  ) {
    this.variables = new PreparedVariables(schema, operation);
    this.fragments = fragmentsIn(document);
  }

  /** The data of the answer as JSON, or undefined when general execution has to make it, or has to say why it cannot. */
  async execute(context: unknown, variableValues: Variables): Promise<string | undefined> {
    try {
      const values = this.variables.coerce(variableValues);
      const fields = values && this.fields(context, values);
      if (!fields) return undefined;
      const texts = await Promise.all(
        fields.map(async ({ key, start, print }) => `${JSON.stringify(key)}:${await print(await start())}`),
      );
      return `{${texts.join()}}`;
    } catch {
      return undefined;
    }
  }

  /** The root fields, ready to be started; undefined when any of them is not planned. */
  private fields(context: unknown, variableValues: Variables): RootField[] | undefined {
    const { schema, fragments, operation } = this;
    const queryType = schema.getQueryType();
    if (!queryType || operation.operation !== 'query') return undefined;
    const input = { schema, fragments, variableValues };
    const root: FieldNode = { kind: Kind.FIELD, name: ROOT_NAME, selectionSet: operation.selectionSet };
    const fields: RootField[] = [];
    for (const [key, fieldNodes] of fieldsOf(input, [root], queryType)) {
      const node = fieldNodes[0];
      const field = node && queryType.getFields()[node.name.value];
      if (!node || !field?.resolve) return undefined;
      const info: GraphQLResolveInfo = {
        ...input,
        fieldName: field.name,
        fieldNodes,
        returnType: field.type,
        parentType: queryType,
        path: { prev: undefined, key, typename: queryType.name },
        rootValue: undefined,
        operation,
      };
      const print = printerOf(info);
      if (print === GENERAL) return undefined;
      const resolve: GraphQLFieldResolver<unknown, unknown> = field.resolve;
      const args = getArgumentValues(field, node, variableValues);
      fields.push({ key, start: () => resolve(undefined, args, context, info), print });
    }
    return fields;
  }
}

interface RootField {
  key: string;
  start: () => unknown;
  print: RootPrinter;
}

const ROOT_NAME: FieldNode['name'] = { kind: Kind.NAME, value: 'root' };

function printerOf(info: GraphQLResolveInfo): RootPrinter | typeof GENERAL {
  return printers.get(info, 'root', () => compileRoot(info, info.returnType) ?? GENERAL);
}

function compileRoot(info: GraphQLResolveInfo, type: GraphQLOutputType): RootPrinter | undefined {
  const nullable = getNullableType(type);
  if (!isObjectType(nullable)) return undefined;
  if (declarationOf(nullable.extensions).metaType?.kind === 'node')
    return compilePrinter(info, info.fieldNodes, type);
  if (!nullable.name.endsWith('Connection')) return undefined;
  const print = compileConnectionPrinter(info, info.fieldNodes, nullable);
  return print && (async (value) => print(await settled(value)));
}

/** A connection whose nodes were still being loaded. */
async function settled(value: unknown): Promise<ConnectionValue> {
  const { nodes, edges, pageInfo } = value as {
    nodes: unknown[];
    edges: { node: unknown; cursor: string }[];
    pageInfo: object;
  };
  const loaded = await Promise.all(nodes);
  return {
    nodes: loaded,
    pageInfo,
    edges: edges.map(({ cursor }, index) => ({ cursor, node: loaded[index] })),
  };
}
