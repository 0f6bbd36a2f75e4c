import { registerEnumType } from 'type-graphql';
import { openEnum } from '../../planner/open-enum';

/** Which way a message goes, seen from the business. */
export const MessageDirection = { INBOUND: 'INBOUND', OUTBOUND: 'OUTBOUND' } as const;
registerEnumType(MessageDirection, {
  name: 'MessageDirection',
  description: 'Which way a message goes, seen from the business.',
  valuesConfig: {
    INBOUND: { description: 'From a customer to the business.' },
    OUTBOUND: { description: 'From the business to a customer or a group.' },
  },
});

export const MessageDeliveryStatus = openEnum(
  'MessageDeliveryStatus',
  'How far a message has come. Meta reports the steps in any order and may leave some out: `READ` implies `DELIVERED`.',
  {
    ACCEPTED: 'Meta has taken the message on; no status has come yet. Only of outbound messages.',
    RECEIVED: 'It has come from a customer. Only of inbound messages.',
    SENT: "It is on Meta's servers and on its way.",
    DELIVERED: "It is on the recipient's device.",
    READ: 'The recipient has opened the chat with it.',
    PLAYED: 'The recipient has played the voice message for the first time.',
    FAILED: 'It could not be sent or delivered; the errors say why. Final.',
    DELETED: 'It was deleted.',
    WARNING: 'Meta has something to say about it; it may still arrive.',
    PENDING: 'A payment that was asked for is under way (India).',
    CAPTURED: 'A payment that was asked for has been made (India).',
  },
);
