import { Args, type ClassType } from 'type-graphql';

/**
 * Gives a declared field GraphQL arguments: `@Field(…) @MetaConnection(…) @FieldArguments(() => PageArgs)`.
 *
 * type-graphql takes arguments from the parameters of a resolver method, but a declared field has no method: the
 * planner installs what resolves it. So this enters the arguments class as the first parameter of a method of the
 * field's name, all that type-graphql looks at when it builds the field. A declaration thereby stays one property
 * on its class, and there is no resolver class with an empty body to keep beside it.
 */
export function FieldArguments<T extends object>(argumentsClass: () => ClassType<T>): PropertyDecorator {
  return (prototype, key) => Args(argumentsClass)(prototype, key, 0);
}
