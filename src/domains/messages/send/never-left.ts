import { gatewayError } from '../../graphql/user-error-of';

/** The error of a message that was claimed (by a key, or for a recipient) but never left. */
export const NEVER_LEFT = gatewayError(
  'NOT_SENT',
  'The gateway stopped, or could not go on, before the message left. Nothing was sent.',
);
