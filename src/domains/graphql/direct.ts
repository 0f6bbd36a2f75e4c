import type { GraphQLField, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { Authorized, Extensions } from 'type-graphql';
import type { Scope } from '../caller';
import type { GatewayContext } from '../context';
import { assertScopes } from './scopes';

type Run<Input, Payload> = (input: Input, context: GatewayContext) => Promise<Payload>;
type Arguments = Readonly<Record<string, unknown>>;

/** Does a mutation, without type-graphql. */
export type DirectResolver = (root: unknown, args: Arguments, context: GatewayContext) => unknown;

/** What a mutation has come to. An execution that is given it as its root value tells it, and does nothing again. */
export class Ended {
  constructor(readonly outcome: Promise<unknown>) {}
}

/**
 * A mutation that needs a scope and hands its `input` to a function as GraphQL made it. type-graphql would copy it into
 * instances of its classes first, at each call: that costs more than the rest of the execution.
 */
export function Direct<Input, Payload>(scope: Scope, run: Run<Input, Payload>): MethodDecorator {
  const resolver: GraphQLFieldResolver<unknown, GatewayContext, { input: Input }> = (root, args, context) => {
    if (root instanceof Ended) return root.outcome;
    assertScopes(context.caller, [scope]);
    return run(args.input, context);
  };
  return (prototype, key, descriptor) => {
    Authorized(scope)(prototype, key, descriptor);
    Extensions({ direct: resolver })(prototype, key, descriptor);
  };
}

/** Gives the marked mutations of a built schema their short way. */
export function installDirect(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { direct } = field.extensions;
    if (isResolver(direct)) field.resolve = direct;
  }
  return schema;
}

/** The short way of a field that has one, and goes it. */
export function directOf({
  extensions: { direct },
  resolve,
}: GraphQLField<unknown, unknown>): DirectResolver | undefined {
  return isResolver(direct) && resolve === direct ? direct : undefined;
}

function isResolver(value: unknown): value is DirectResolver {
  return typeof value === 'function';
}
