import { accountEmitters } from './account';
import { accountUpdate } from './account-update';
import { anything } from './anything';
import { callEmitters } from './call';
import { coexistenceEmitters } from './coexistence';
import { customerMessage } from './customer-message';
import type { Emitter } from './emitter';
import { flowEmitters } from './flow';
import { groupEmitters } from './group';
import { messageStatusEmitters } from './message-status';
import { personEmitters } from './person';
import { phoneNumberEmitters } from './phone-number';
import { routingEmitters } from './routing';
import { templateEmitters } from './template';

/** Every way to make the sandbox emit a webhook. The routes and `simulate` in `GET /sandbox` follow from it. */
export const EMITTERS: readonly Emitter[] = [
  customerMessage,
  ...messageStatusEmitters,
  ...personEmitters,
  ...templateEmitters,
  ...phoneNumberEmitters,
  accountUpdate,
  ...accountEmitters,
  ...flowEmitters,
  ...callEmitters,
  ...groupEmitters,
  ...coexistenceEmitters,
  ...routingEmitters,
  anything,
];
