import type { GatewayContext } from '../context';

/** The types of Graph nodes that `node(id:)` can find, and who may see them. */
export const GRAPH_NODE_TYPES = {
  WhatsAppBusinessAccount: async ({ ownership }: GatewayContext, id: string) => ownership.assertAccount(id),
  PhoneNumber: ({ ownership }: GatewayContext, id: string) => ownership.assertPhoneNumber(id),
  MessageTemplate: ({ ownership }: GatewayContext, id: string) => ownership.assertTemplate(id),
  Flow: ({ ownership }: GatewayContext, id: string) => ownership.assertFlow(id),
  Business: async ({ ownership }: GatewayContext, id: string) => ownership.assertUnconfined(`Business ${id}`),
  Media: async ({ ownership }: GatewayContext, id: string) => ownership.assertUnconfined(`Media ${id}`),
} as const;

export type GraphNodeTypeName = keyof typeof GRAPH_NODE_TYPES;

export const graphNodeTypeNames = Object.keys(GRAPH_NODE_TYPES) as GraphNodeTypeName[];

/** Words in the type names that Graph's `metadata=1` answers, the more specific ones first. */
const META_TYPES: readonly (readonly [word: string, type: GraphNodeTypeName])[] = [
  ['template', 'MessageTemplate'],
  ['phonenumber', 'PhoneNumber'],
  ['accounttonumber', 'PhoneNumber'],
  ['whatsappbusinessaccount', 'WhatsAppBusinessAccount'],
  ['flow', 'Flow'],
  ['media', 'Media'],
  ['business', 'Business'],
];

/** Our type for what Graph calls a node's type; undefined for a node of another kind. */
export function typeOfMetaType(metaType: string): GraphNodeTypeName | undefined {
  const plain = plainOf(metaType);
  return META_TYPES.find(([word]) => plain.includes(word))?.[1];
}

/** The same where there can be no doubt: half of Meta's names have `Business` in them, and not all are known here. */
export function certainTypeOf(metaType: string): GraphNodeTypeName | undefined {
  const type = typeOfMetaType(metaType);
  return type === 'Business' && plainOf(metaType) !== 'business' ? undefined : type;
}

function plainOf(metaType: string): string {
  return metaType.toLowerCase().replaceAll(/[^a-z]/g, '');
}
