import { leafPathsOf } from './answer';
import type { GraphApiError } from './errors';
import type { Expansion } from './expansion';
import { kindOfMetaType, metaTypeIn, metaTypeOf, type NodeKind } from './node-kinds';
import { isNode, type Results, refused } from './results';

/** The kind of the node that has not a field which Graph refused; undefined where that is not certain. */
export function kindToldBy(error: GraphApiError): NodeKind | undefined {
  const metaType = metaTypeIn(error);
  return metaType === undefined ? undefined : kindOfMetaType(metaType);
}

/** The nodes that are of another kind, with what Graph calls it. */
export function othersAmong(types: Results, kind: NodeKind): Map<string, string> {
  const others = new Map<string, string>();
  for (const [id, node] of types) {
    const metaType = isNode(node) ? metaTypeOf(node) : undefined;
    const told = metaType === undefined ? undefined : kindOfMetaType(metaType);
    if (metaType !== undefined && told !== undefined && told !== kind) others.set(id, metaType);
  }
  return others;
}

/** Nodes with their types, of which all that was asked for is refused. */
export function bareNodes(
  types: ReadonlyMap<string, string>,
  expansion: Expansion,
  error: GraphApiError,
): Results {
  const nodes = [...types].map(([id, type]) => [id, { id, metadata: { type } }] as const);
  return refused(new Map(nodes), leafPathsOf(expansion), error);
}
