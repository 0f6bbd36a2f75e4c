import { family } from './entry';

/** The access token, the app's permissions, and what they reach. */
export const AUTHORIZATION_ERRORS = family('AUTHORIZATION', {
  ACCESS_TOKEN_UNUSABLE: [
    0,
    'AFTER_ACTION',
    'OPERATOR',
    "The gateway's access token could not be authenticated (AuthException): a new one is needed.",
    { confidential: true },
  ],
  API_METHOD_NOT_PERMITTED: [
    3,
    'AFTER_ACTION',
    'OPERATOR',
    'The app has no capability or permission for this call (API Method).',
  ],
  PERMISSION_DENIED: [
    10,
    'AFTER_ACTION',
    'OPERATOR',
    'A permission or the access to this asset is missing or was removed, or the account is restricted.',
  ],
  SESSION_INVALID: [
    102,
    'AFTER_ACTION',
    'OPERATOR',
    'The session behind the access token is no longer valid: authenticate again.',
    { confidential: true },
  ],
  APP_SECRET_PROOF_INVALID: [
    104,
    'NEVER',
    'OPERATOR',
    'The signature or `appsecret_proof` is missing or wrong: check the app secret.',
    { confidential: true },
  ],
  ACCESS_TOKEN_INVALID: [
    190,
    'AFTER_ACTION',
    'OPERATOR',
    "The gateway's access token has expired or is invalid: a new one is needed.",
    { confidential: true },
  ],
  ACCESS_TOKEN_APP_REMOVED: [
    '190/458',
    'AFTER_ACTION',
    'OPERATOR',
    'The app was removed by the owner of the access token: it has to be authorized again.',
    { confidential: true },
  ],
  ACCESS_TOKEN_CHECKPOINT: [
    '190/459',
    'AFTER_ACTION',
    'OPERATOR',
    'The owner of the access token has to pass a checkpoint at facebook.com first.',
    { confidential: true },
  ],
  ACCESS_TOKEN_PASSWORD_CHANGED: [
    '190/460',
    'AFTER_ACTION',
    'OPERATOR',
    'The access token became invalid with a change of password: a new one is needed.',
    { confidential: true },
  ],
  ACCESS_TOKEN_EXPIRED: [
    '190/463',
    'AFTER_ACTION',
    'OPERATOR',
    'The access token has expired: a new one is needed.',
    { confidential: true },
  ],
  ACCESS_TOKEN_USER_UNCONFIRMED: [
    '190/464',
    'AFTER_ACTION',
    'OPERATOR',
    'The owner of the access token has an unconfirmed account.',
    { confidential: true },
  ],
  ACCESS_TOKEN_INVALIDATED: [
    '190/467',
    'AFTER_ACTION',
    'OPERATOR',
    'The access token was invalidated: a new one is needed.',
    { confidential: true },
  ],
  ACCESS_TOKEN_WITHOUT_ROLE: [
    '190/492',
    'AFTER_ACTION',
    'OPERATOR',
    'The owner of the access token has no role on the asset.',
    { confidential: true },
  ],
  // 200 stands for the whole range 200–299, see `catalogueEntryOf`.
  API_PERMISSION_MISSING: [
    200,
    'AFTER_ACTION',
    'OPERATOR',
    'The access token has no permission for this call (codes 200 to 299): grant it to the app.',
  ],
});
