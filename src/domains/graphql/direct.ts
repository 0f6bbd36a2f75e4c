import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { Authorized, Extensions } from 'type-graphql';
import type { Scope } from '../caller';
import type { GatewayContext } from '../context';
import { assertScopes } from './scopes';

type Run<Input, Payload> = (input: Input, context: GatewayContext) => Promise<Payload>;
type DirectResolver = GraphQLFieldResolver<unknown, GatewayContext, { input: never }>;

/**
 * A mutation that needs a scope and hands its `input` to a function as GraphQL made it. type-graphql would copy it into
 * instances of its classes first, at each call: that costs more than the rest of the execution.
 */
export function Direct<Input, Payload>(scope: Scope, run: Run<Input, Payload>): MethodDecorator {
  const resolver: GraphQLFieldResolver<unknown, GatewayContext, { input: Input }> = (
    _root,
    args,
    context,
  ) => {
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

function isResolver(value: unknown): value is DirectResolver {
  return typeof value === 'function';
}
