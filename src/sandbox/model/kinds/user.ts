import { bindAll, type Kind } from '../kind';

export const SYSTEM_USER_ID = '122093841742009812';

export interface User {
  id: string;
  name: string;
}

const permissionKind: Kind<{ permission: string; status: string }> = {
  type: 'Permission',
  description: 'What a token was granted',
  fields: {
    permission: { type: 'string', description: 'Name of the permission', byDefault: true },
    status: { type: 'enum', description: 'granted or declined', byDefault: true },
  },
};

export const userKind: Kind<User> = {
  type: 'User',
  description: 'Whom a token belongs to: a system user',
  fields: {
    name: { type: 'string', description: 'Name', byDefault: true },
    id: { type: 'numeric string', description: "The user's id", byDefault: true },
  },
  edges: {
    permissions: {
      description: 'What the token was granted',
      paged: false,
      members: () =>
        bindAll(
          permissionKind,
          ['business_management', 'whatsapp_business_management', 'whatsapp_business_messaging'].map(
            (permission) => ({ permission, status: 'granted' }),
          ),
        ),
    },
    businesses: {
      description: 'The portfolios that the user belongs to',
      members: (_user, { world }) => world.businesses.nodesWhere(() => true),
    },
    assigned_whatsapp_business_accounts: {
      description: 'The accounts on which the user has tasks',
      members: (_user, { world }) => world.accounts.nodesWhere(() => true),
    },
  },
};
