import { openEnum } from '../../planner/open-enum';

export const TemplateStatus = openEnum(
  'TemplateStatus',
  'Whether a message template can be sent, and if not, why.',
  {
    APPROVED: 'Can be sent.',
    PENDING: 'Under review.',
    REJECTED: 'Refused: see `rejectedReason`; can be edited and handed in again.',
    PAUSED: 'Cannot be sent for some hours, as recipients took it badly.',
    DISABLED: 'Cannot be sent any more, as recipients took it badly repeatedly.',
    IN_APPEAL: 'Refused; the appeal is under review.',
    PENDING_DELETION: 'Being deleted; messages on their way are still tried.',
    DELETED: 'Deleted.',
    LIMIT_EXCEEDED: 'The account has as many templates as it may.',
    ARCHIVED: 'Put away after a year without use, or by its owner.',
    FLAGGED: 'Recipients take it badly; without improvement it is paused.',
    REINSTATED: 'Can be sent again.',
    LOCKED: 'Locked by Meta.',
  },
);

export const TemplateCategory = openEnum(
  'TemplateCategory',
  'What a message template is for; decides on its price and rules.',
  {
    AUTHENTICATION: 'One-time passcodes.',
    MARKETING: 'Anything that is not authentication or utility.',
    UTILITY: 'What follows from something that the recipient did or asked for.',
  },
);

export const TemplateParameterFormat = openEnum(
  'TemplateParameterFormat',
  "How a template's parameters are told apart.",
  { POSITIONAL: 'By number: `{{1}}`.', NAMED: 'By name: `{{first_name}}`.' },
);

export const TemplateSubCategory = openEnum(
  'TemplateSubCategory',
  'What a message template is for, more closely.',
  {
    ORDER_DETAILS: 'A bill that can be paid in the chat.',
    ORDER_STATUS: 'How an order is getting on.',
    RICH_ORDER_STATUS: 'How an order is getting on, with its details.',
    CUSTOM: 'Nothing in particular.',
  },
);

export const TemplateRejectedReason = openEnum(
  'TemplateRejectedReason',
  'Why Meta refused a message template.',
  {
    NONE: 'It did not.',
    ABUSIVE_CONTENT: 'Its content breaks the policy.',
    CATEGORY_NOT_AVAILABLE: 'The account may not use its category.',
    INCORRECT_CATEGORY: 'Its content does not fit its category.',
    INVALID_FORMAT: 'Its format or its parameters are wrong.',
    PROMOTIONAL: 'It advertises, which its category does not allow.',
    SCAM: 'It looks like fraud.',
    TAG_CONTENT_MISMATCH: 'Its language or category does not match its content.',
  },
);
