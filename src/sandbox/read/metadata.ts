import type { CallContext } from '../model/call-context';
import type { GraphNode } from '../model/kind';

/** What `metadata=1` adds to a node: its type, its fields, and the URLs of its edges. */
export function metadataOf(node: GraphNode, context: CallContext): Record<string, unknown> {
  return {
    fields: node.fieldNames.map((name) => {
      const spec = node.field(name)?.spec;
      return { name, description: spec?.description ?? '', type: spec?.type ?? '' };
    }),
    type: node.type.toLowerCase(),
    connections: Object.fromEntries(
      node.edgeNames
        .filter((name) => !node.edge(name)?.spec.notExpandable)
        .map((name) => [
          name,
          `${context.origin}/${context.version}/${node.id}/${name}?access_token=${context.accessToken}`,
        ]),
    ),
  };
}
