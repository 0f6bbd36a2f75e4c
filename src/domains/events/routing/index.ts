import { conversationHandedOver } from './conversation-handed-over';
import { standbyReceived } from './standby-received';

/** The events of conversations that several responders share. */
export const routingEvents = [conversationHandedOver, standbyReceived];
