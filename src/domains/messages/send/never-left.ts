import { gatewayError } from '../../graphql/user-error-of';

/** What is said of a message that was claimed, by a key or for a recipient, and kept from leaving. */
export const NEVER_LEFT = gatewayError(
  'NOT_SENT',
  'The gateway stopped, or could not go on, before the message left. Nothing was sent.',
);
