import { callStatusUpdated } from './call-status-updated';
import { callUpdated } from './call-updated';

/** The events of calls. */
export const callEvents = [callUpdated, callStatusUpdated];
