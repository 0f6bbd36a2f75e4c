import { Field, ID, InterfaceType } from 'type-graphql';
import { ConcreteType, MetaField } from '../../planner/declare';

/** Where a resolver notes the GraphQL type of a raw answer that it returns for an interface or a union. */
export const TYPE_NAME = Symbol('graphql type');

/** The GraphQL type noted on a value, for `resolveType`. */
function typeNameOf(value: unknown): string | undefined {
  return typeof value === 'object' &&
    value !== null &&
    TYPE_NAME in value &&
    typeof value[TYPE_NAME] === 'string'
    ? value[TYPE_NAME]
    : undefined;
}

@InterfaceType('Node', {
  description:
    'Anything with an id of its own, which can be given to `node(id:)`. It is the one Meta uses; only conversations, ' +
    "broadcasts and webhook requests, which Meta gives none, have one of the gateway's own.",
})
@ConcreteType(typeNameOf)
export abstract class NodeType {
  @Field(() => ID, {
    description:
      "Meta's own id, as a decimal string, which may exceed 2^53, or an opaque one; for conversations, broadcasts and " +
      "webhook requests the gateway's.",
  })
  @MetaField('id')
  id!: string;
}
