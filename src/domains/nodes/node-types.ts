import type { NodeKind } from '../../graph/node-kinds';
import type { GatewayContext } from '../context';

/** The types of Graph nodes that `node(id:)` can find, and who may see them. */
export const GRAPH_NODE_TYPES = {
  WhatsAppBusinessAccount: async ({ ownership }: GatewayContext, id: string) => ownership.assertAccount(id),
  PhoneNumber: ({ ownership }: GatewayContext, id: string) => ownership.assertPhoneNumber(id),
  MessageTemplate: ({ ownership }: GatewayContext, id: string) => ownership.assertTemplate(id),
  Flow: ({ ownership }: GatewayContext, id: string) => ownership.assertFlow(id),
  Business: async ({ ownership }: GatewayContext, id: string) => ownership.assertUnconfined(`Business ${id}`),
  Media: async ({ ownership }: GatewayContext, id: string) =>
    ownership.assertUnconfined(
      `Media ${id}, of which \`node\` does not tell the phone number (use \`media\` with \`phoneNumberId\`),`,
    ),
} as const satisfies Record<NodeKind, (context: GatewayContext, id: string) => unknown>;

export const graphNodeTypeNames = Object.keys(GRAPH_NODE_TYPES) as NodeKind[];
