import { family } from './entry';

/** Making, editing and deleting templates. */
export const TEMPLATE_CREATION_ERRORS = family('TEMPLATE_CREATION', {
  TEMPLATE_LIMIT_REACHED: [
    2388019,
    'AFTER_ACTION',
    'OPERATOR',
    'The account has as many templates as it may have: delete some, or verify the business.',
  ],
  TEMPLATE_BEING_DELETED: [
    2388023,
    'LATER',
    'CALLER',
    'A template of this name and language is being deleted: wait, or use another name.',
  ],
  TEMPLATE_ALREADY_EXISTS: [2388024, 'NEVER', 'CALLER', 'The template already has content in this language.'],
  TEMPLATE_REJECTED: [2388039, 'NEVER', 'CALLER', 'The template was rejected for its content or format.'],
  TEMPLATE_FIELD_TOO_LONG: [
    2388040,
    'NEVER',
    'CALLER',
    'A field of the template exceeds its character limit.',
  ],
  TEMPLATE_HEADER_INVALID: [2388047, 'NEVER', 'CALLER', "The format of the template's header is wrong."],
  TEMPLATE_BODY_INVALID: [2388072, 'NEVER', 'CALLER', "The format of the template's body is wrong."],
  TEMPLATE_FOOTER_INVALID: [2388073, 'NEVER', 'CALLER', "The format of the template's footer is wrong."],
  TEMPLATE_TOO_MANY_VARIABLES: [
    2388293,
    'NEVER',
    'CALLER',
    'The template has too many variables for the length of its text.',
  ],
  TEMPLATE_VARIABLE_AT_EDGE: [
    2388299,
    'NEVER',
    'CALLER',
    'A variable stands at the start or the end of the template.',
  ],
  DIRECT_SEND_TEMPLATE_NOT_EDITABLE: [
    2388318,
    'NEVER',
    'CALLER',
    'A template that Direct Send made cannot be updated.',
  ],
  DIRECT_SEND_TEMPLATE_NOT_DELETABLE: [
    2388330,
    'NEVER',
    'CALLER',
    'A template that Direct Send made cannot be deleted.',
  ],
});
