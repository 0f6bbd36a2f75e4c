import type { Kind } from '../kind';
import type { Business } from '../records';

export const businessKind: Kind<Business> = {
  type: 'Business',
  description: 'A business portfolio: it owns WhatsApp Business accounts, or is a partner of their owners',
  fields: {
    id: { type: 'numeric string', description: "The portfolio's id", byDefault: true },
    name: { type: 'string', description: "The portfolio's name", byDefault: true },
    verification_status: { type: 'enum', description: 'Where business verification stands' },
    timezone_id: { type: 'unsigned int32', description: "Meta's number of the timezone" },
    created_time: { type: 'datetime', description: 'When the portfolio was made' },
    updated_time: {
      type: 'datetime',
      description: 'When the portfolio was last changed; nothing changes these',
      value: ({ created_time }) => created_time,
    },
    two_factor_type: {
      type: 'enum',
      description: 'Whom it asks for a second factor',
      value: () => 'admin_required',
    },
    primary_page: {
      type: 'Page',
      description: 'The main Facebook Page; these portfolios have none',
      value: () => undefined,
    },
    vertical: { type: 'string', description: 'The line of business' },
    whatsapp_business_manager_messaging_limit: {
      type: 'enum',
      description: 'Unique users that all numbers together may message outside windows in 24 hours',
    },
    marketing_messages_onboarding_status: {
      type: 'enum',
      description: 'Whether the portfolio may send with the Marketing Messages API',
    },
  },
  edges: {
    owned_whatsapp_business_accounts: {
      description: 'The accounts that the portfolio owns',
      members: (business, { world }) =>
        world.accounts.nodesWhere((account) => account.ownerBusinessId === business.id),
    },
    client_whatsapp_business_accounts: {
      description: 'The accounts of other portfolios that are shared with this one',
      members: (business, { world }) =>
        world.accounts.nodesWhere((account) => account.partnerBusinessIds.includes(business.id)),
    },
  },
};
