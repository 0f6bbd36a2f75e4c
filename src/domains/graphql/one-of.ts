import { Extensions, InputType } from 'type-graphql';

/**
 * An input of which exactly one field is given. Every field must be nullable. type-graphql 2 cannot say `@oneOf`:
 * the class is marked, and the schema's build step sets `isOneOf` on the type.
 */
export function OneOfInput(name: string, options: { description: string }): ClassDecorator {
  return (target) => {
    InputType(name, options)(target);
    Extensions({ oneOf: true })(target);
  };
}
