import { openEnum } from '../../planner/open-enum';

export const TwoFactorType = openEnum(
  'TwoFactorType',
  'Whom a business portfolio asks for a second factor when they sign in.',
  {
    NONE: 'Nobody.',
    ADMIN_REQUIRED: 'Its administrators.',
    ALL_REQUIRED: 'Everybody.',
  },
);
