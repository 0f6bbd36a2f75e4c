import { type JsonObject, objectOf, textOf } from '../../common/json';
import { Remembered } from '../../common/remembered';
import type { GraphNodeTypeName } from './node-types';

/** What a node is never changes. */
export const knownTypes = new Remembered<string, GraphNodeTypeName>(24 * 3_600_000, 10_000);

/** Asks Graph to say what type the node is of. */
export const WITH_TYPE = { metadata: '1' };

/** What Graph calls the type of a node that was read so; undefined where no metadata is to be had (a proxy may drop it). */
export function metaTypeOf(node: JsonObject): string | undefined {
  return textOf(objectOf(node.metadata).type);
}
