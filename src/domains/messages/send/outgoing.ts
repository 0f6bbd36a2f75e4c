import type { JsonObject } from '../../../common/json';
import type { SentMessage } from '../../../history/types';
import type { UserError } from '../../graphql/user-error';
import type { SendAnswer } from './send-answer';
import type { SendMessageInput } from './send-message-input';

/** A message on its way: as it was asked for, and as Meta takes it. */
export interface OutgoingMessage {
  input: SendMessageInput;
  body: JsonObject;
}

/** What came of a send. */
export type SendResult =
  /** Meta has the message. */
  | { state: 'ACCEPTED'; message: SentMessage; answer: SendAnswer }
  /** It is proven that Meta has no message: it was never asked, or it refused. */
  | { state: 'REFUSED'; errors: UserError[] }
  /** The answer was lost: Meta may have the message. Never to be repeated blindly. */
  | { state: 'UNKNOWN'; errors: UserError[] };

export function refused(...errors: UserError[]): SendResult & { state: 'REFUSED' } {
  return { state: 'REFUSED', errors };
}
