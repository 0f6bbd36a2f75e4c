import {
  BREAK,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { GatewayContext } from '../domains/context';
import { type DirectResolver, directOf, Ended } from '../domains/graphql/direct';
import { compileProjection, type Projection } from '../planner/project';
import { compileArguments, type MakeArguments } from './compiled-arguments';
import { fragmentsIn } from './fragments';
import { PreparedVariables, type Variables } from './prepared-variables';
import { responseExtensions } from './response-extensions';

/** Execution by graphql-js: of what was not done yet, or to tell what was. */
type General = (done?: Ended) => Promise<string | undefined>;

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
   * Does it, and answers as JSON. Bad variables or arguments, with which nothing was done, and what is not plain, such as
   * an error, are for graphql-js to put into words.
   */
  async execute(context: GatewayContext, given: Variables, inGeneral: General): Promise<string | undefined> {
    const { variables, makeArguments, resolve, key, project } = this.parts;
    const values = variables.coerce(given);
    const args = values && makeArguments(values);
    if (!args) return inGeneral();
    let payload: unknown;
    try {
      payload = await resolve(undefined, args, context);
    } catch (error) {
      return inGeneral(new Ended(Promise.reject(error)));
    }
    let data: Record<string, unknown>;
    try {
      data = { [key]: project(payload) };
    } catch {
      return inGeneral(new Ended(Promise.resolve(payload)));
    }
    return JSON.stringify({ data, extensions: responseExtensions(context) });
  }
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
