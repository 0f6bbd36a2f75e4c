import { type JsonObject, objectOf, textOf } from '../common/json';
import type { GraphApiError } from './errors';

/** The kinds of nodes that are read by their ids. */
export type NodeKind =
  | 'WhatsAppBusinessAccount'
  | 'PhoneNumber'
  | 'MessageTemplate'
  | 'Flow'
  | 'Business'
  | 'Media';

/** Words in the names that Graph has for types of nodes, the more specific ones first. */
const META_TYPES: readonly (readonly [word: string, kind: NodeKind])[] = [
  ['template', 'MessageTemplate'],
  ['phonenumber', 'PhoneNumber'],
  ['accounttonumber', 'PhoneNumber'],
  ['whatsappbusinessaccount', 'WhatsAppBusinessAccount'],
  ['flow', 'Flow'],
  ['media', 'Media'],
  ['business', 'Business'],
];

/** Asks Graph to say what type the node is of. */
export const WITH_TYPE = { metadata: '1' };

/** What Graph calls the type of a node that was read so; undefined where no metadata is to be had (a proxy may drop it). */
export function metaTypeOf(node: JsonObject): string | undefined {
  return textOf(objectOf(node.metadata).type);
}

/**
 * The kind of what Graph calls a node's type; undefined for any other. Half of Meta's names have `Business` in them, so that
 * of a portfolio has to be just that.
 */
export function kindOfMetaType(metaType: string): NodeKind | undefined {
  const plain = plainOf(metaType);
  const kind = META_TYPES.find(([word]) => plain.includes(word))?.[1];
  return kind === 'Business' && plain !== 'business' ? undefined : kind;
}

/** Whether the nodes of a kind are read by their ids. */
export function isNodeKind(kind: string | undefined): kind is NodeKind {
  return META_TYPES.some(([, known]) => known === kind);
}

const ON_TYPE = /nonexistent field \(\w+\) on node type \((\w+)\)/i;

/** The type that Graph names when it refuses a field which nodes of it do not have. */
export function metaTypeIn({ meta: { message } }: GraphApiError): string | undefined {
  return ON_TYPE.exec(message)?.[1];
}

function plainOf(metaType: string): string {
  return metaType.toLowerCase().replaceAll(/[^a-z]/g, '');
}
