import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

const INTROSPECTION_FIELDS: ReadonlySet<string> = new Set(['__schema', '__type']);

/** Refuses introspection where it is off. Apollo's words are for whoever writes the server, not for its callers. */
export function ClosedIntrospectionRule(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      if (!INTROSPECTION_FIELDS.has(node.name.value)) return;
      const message =
        `Introspection is off here, so \`${node.name.value}\` cannot be asked for. The schema is the file ` +
        'schema/schema.graphql of the gateway; whoever runs it can set `INTROSPECTION=on`.';
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}
