import {
  BREAK,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { GatewayContext } from '../domains/context';
import { type DirectResolver, directOf, Ended } from '../domains/graphql/direct';
import { compileProjection, type Projection } from '../planner/project';
import { compileArguments, type MakeArguments } from './compiled-arguments';
import { PreparedVariables, type Variables } from './prepared-variables';

interface Parts {
  variables: PreparedVariables;
  makeArguments: MakeArguments;
  resolve: DirectResolver;
  key: string;
  project: Projection;
}

/**
 * A mutation with a short way (`Direct`) whose answer is read off its payload without resolvers of ours: compiled once,
 * since execution by graphql-js would cost more than the mutation itself.
 */
export class DirectMutation {
  private constructor(private readonly parts: Parts) {}

  /** Undefined for any other operation. */
  static of(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): DirectMutation | undefined {
    const type = operation.operation === 'mutation' ? schema.getMutationType() : undefined;
    const [node, another] = operation.selectionSet.selections;
    if (!type || node?.kind !== Kind.FIELD || another || hasDirectives(document)) return undefined;
    const field = type.getFields()[node.name.value];
    const resolve = field && directOf(field);
    const key = node.alias?.value ?? node.name.value;
    if (!resolve || key === '__proto__') return undefined;
    const project = compileProjection(
      { schema, fragments: fragmentsIn(document), variableValues: {} },
      [node],
      field.type,
    );
    return (
      project &&
      new DirectMutation({
        variables: new PreparedVariables(schema, operation),
        makeArguments: compileArguments(field, node),
        resolve,
        key,
        project,
      })
    );
  }

  /**
   * Does it. The answer's data; or where that is not plain, such as an error, what it came to, for graphql-js to put into
   * words. Undefined when variables or arguments are bad: nothing was done.
   */
  async execute(context: GatewayContext, given: Variables): Promise<{ data: unknown } | Ended | undefined> {
    const { variables, makeArguments, resolve, key, project } = this.parts;
    const values = variables.coerce(given);
    const args = values && makeArguments(values);
    if (!args) return undefined;
    let payload: unknown;
    try {
      payload = await resolve(undefined, args, context);
    } catch (error) {
      return new Ended(Promise.reject(error));
    }
    try {
      return { data: { [key]: project(payload) } };
    } catch {
      return new Ended(Promise.resolve(payload));
    }
  }
}

function fragmentsIn({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  return Object.fromEntries(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
}

function hasDirectives(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive() {
      found = true;
      return BREAK;
    },
  });
  return found;
}
