import type { Kind } from '../kind';

export const assignedUserKind: Kind<object> = {
  type: 'AssignedUser',
  description: 'Somebody with tasks on an account',
  fields: {
    id: {
      type: 'numeric string',
      description: 'Id within the portfolio',
      byDefault: true,
      value: () => '122093841742009812',
    },
    name: {
      type: 'string',
      description: 'Name within the portfolio',
      byDefault: true,
      value: () => 'Integration System User',
    },
    user_type: { type: 'enum', description: 'Employee or system user', value: () => 'SYSTEM_USER' },
    business: { type: 'Business', description: 'The portfolio they belong to', value: () => undefined },
    tasks: {
      type: 'list<enum>',
      description: 'What they may do',
      byDefault: true,
      value: () => ['MANAGE', 'DEVELOP', 'MANAGE_TEMPLATES', 'MANAGE_PHONE', 'VIEW_COST', 'MESSAGING'],
    },
  },
};
