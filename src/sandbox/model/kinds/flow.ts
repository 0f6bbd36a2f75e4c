import { graphTime } from '../../clock';
import { GraphError, invalidParameter } from '../../graph-error';
import { textOf } from '../../read/arguments';
import { bindAll, type Kind, type Write } from '../kind';
import type { BusinessAccount, Flow } from '../records';

const CATEGORIES =
  'SIGN_UP SIGN_IN APPOINTMENT_BOOKING LEAD_GENERATION CONTACT_US CUSTOMER_SUPPORT SURVEY OTHER'.split(' ');

const assetKind: Kind<{ flowId: string }> = {
  type: 'WhatsAppFlowAsset',
  description: 'A file of a flow',
  fields: {
    name: { type: 'string', description: 'File name', byDefault: true, value: () => 'flow.json' },
    asset_type: { type: 'enum', description: 'FLOW_JSON', byDefault: true, value: () => 'FLOW_JSON' },
    download_url: {
      type: 'string',
      description: 'Where the file is',
      byDefault: true,
      value: ({ flowId }, { origin }) => `${origin}/sandbox/flows/${flowId}/flow.json`,
    },
  },
};

function transition(from: readonly string[], to: string, code: number): Write<Flow> {
  return (flow) => {
    if (!from.includes(flow.status)) {
      throw new GraphError(code, `(#${code}) Flow can't be changed`, {
        userTitle: `Flow can't become ${to}`,
        userMessage: `The flow is in status ${flow.status}.`,
      });
    }
    flow.status = to;
    return { success: true };
  };
}

export const flowKind: Kind<Flow> = {
  type: 'WhatsAppBusinessFlow',
  description: 'A form of several screens inside a chat',
  fields: {
    id: { type: 'numeric string', description: "The flow's id", byDefault: true },
    name: { type: 'string', description: 'A name for people', byDefault: true },
    status: {
      type: 'enum',
      description: 'DRAFT, PUBLISHED, DEPRECATED, BLOCKED, THROTTLED',
      byDefault: true,
    },
    categories: { type: 'list<enum>', description: 'What it is for', byDefault: true },
    validation_errors: { type: 'list<object>', description: 'What keeps it unpublished', byDefault: true },
    json_version: { type: 'string', description: 'Version of the Flow JSON' },
    data_api_version: { type: 'string', description: 'Version of the data exchange' },
    endpoint_uri: { type: 'string', description: 'The server that it exchanges data with' },
    data_channel_uri: {
      type: 'string',
      description: 'The older name of endpoint_uri; no flow here is of a JSON version before 3.0',
      value: () => undefined,
    },
    preview: {
      type: 'object',
      description: 'A page that shows the flow',
      keys: ['preview_url', 'expires_at'],
      value: ({ id }, { origin, clock }) => ({
        preview_url: `${origin}/sandbox/flows/${id}/preview`,
        expires_at: graphTime(clock.now() + 30 * 86_400_000),
      }),
    },
    whatsapp_business_account: {
      type: 'WhatsAppBusinessAccount',
      description: 'The account that it belongs to',
      node: ({ accountId }, { world }) => world.accounts.node(accountId),
    },
    application: {
      type: 'Application',
      description: 'The app that made it',
      node: (_flow, { world }) => world.apps.node(world.app.id),
    },
    health_status: {
      type: 'object',
      description: 'Whether it can be sent, and why not',
      value: ({ id, status }) => {
        const can = status === 'PUBLISHED' ? 'AVAILABLE' : status === 'THROTTLED' ? 'LIMITED' : 'BLOCKED';
        return { can_send_message: can, entities: [{ entity_type: 'FLOW', id, can_send_message: can }] };
      },
    },
  },
  edges: {
    assets: {
      description: 'The files of the flow',
      members: ({ id }) => bindAll(assetKind, [{ flowId: id }]),
    },
    publish: {
      description: 'Makes a draft sendable, for good',
      members: () => [],
      notExpandable: true,
      create: transition(['DRAFT'], 'PUBLISHED', 139002),
    },
    deprecate: {
      description: 'Retires a published flow',
      members: () => [],
      notExpandable: true,
      create: transition(['PUBLISHED', 'THROTTLED'], 'DEPRECATED', 139003),
    },
  },
  update: (flow, parameters) => {
    flow.name = textOf(parameters, 'name') ?? flow.name;
    const endpoint = textOf(parameters, 'endpoint_uri');
    if (endpoint !== undefined) flow.endpoint_uri = endpoint;
    return { success: true };
  },
  remove: (flow, _parameters, { world }) => {
    if (flow.status !== 'DRAFT') {
      throw new GraphError(139004, "(#139004) Flow can't be deleted", {
        userTitle: "Flow can't be deleted",
        userMessage: 'Only a flow in draft can be deleted.',
      });
    }
    return { success: world.flows.remove(flow.id) };
  },
};

/** Makes a draft. */
export const createFlow: Write<BusinessAccount> = (account, parameters, { world, random }) => {
  const name = textOf(parameters, 'name');
  if (name === undefined) throw invalidParameter('The parameter name is required.');
  const categories = Array.isArray(parameters.categories) ? parameters.categories.map(String) : [];
  if (categories.length === 0 || !categories.every((category) => CATEGORIES.includes(category))) {
    throw invalidParameter(`Param categories[0] must be one of {${CATEGORIES.join(', ')}}`);
  }
  if (world.flows.where((flow) => flow.accountId === account.id && flow.name === name).length > 0) {
    throw new GraphError(100, 'Invalid parameter', {
      subcode: 4016019,
      userTitle: 'Flow name is not unique',
      userMessage: 'A Flow with this name already exists.',
    });
  }
  const flow = world.flows.add({
    id: random.digits(16, 'flow', account.id, name),
    accountId: account.id,
    name,
    status: 'DRAFT',
    categories,
    validation_errors: [],
    json_version: '7.0',
    flowJson: { version: '7.0', screens: [] },
  });
  return { id: flow.id, success: true, validation_errors: [] };
};
