import type { BusinessAccount, Flow, MessageTemplate, PhoneNumber, SentMessage } from '../model/records';
import type { Place, Subject } from './emitter';

export const ofAccount: Subject<BusinessAccount> = {
  path: '/accounts/{id}',
  find: (world, id) => world.accounts.get(id),
  sample: (world) => world.accounts.where()[0]?.id ?? '',
  placeOf: ({ id }) => ({ accountId: id }),
};

const phoneNumber: Omit<Subject<PhoneNumber>, 'placeOf'> = {
  path: '/phone-numbers/{id}',
  find: (world, id) => world.phoneNumbers.get(id),
  sample: (world) => world.phoneNumbers.where()[0]?.id ?? '',
};

/** A phone number as something that is managed: such webhooks go to the app's own URL. */
export const ofPhoneNumber: Subject<PhoneNumber> = {
  ...phoneNumber,
  placeOf: ({ accountId }) => ({ accountId }),
};

/** A phone number as one end of conversations: such webhooks follow its callback URL. */
export const ofConversations: Subject<PhoneNumber> = {
  ...phoneNumber,
  placeOf: (found) => placeOfNumber(found),
};

export const ofTemplate: Subject<MessageTemplate> = {
  path: '/templates/{id}',
  find: (world, id) => world.templates.get(id),
  sample: (world) => world.templates.where()[0]?.id ?? '',
  placeOf: ({ accountId }) => ({ accountId }),
};

export const ofFlow: Subject<Flow> = {
  path: '/flows/{id}',
  find: (world, id) => world.flows.get(id),
  sample: (world) => world.flows.where()[0]?.id ?? '',
  placeOf: ({ accountId }) => ({ accountId }),
};

/** A message that was sent before. */
export const ofSentMessage: Subject<SentMessage> = {
  path: '/messages/{id}',
  find: (world, id) => world.sentMessages.get(id),
  sample: (world) => world.sentMessages.last(() => true)?.id ?? '{id of a message that was sent}',
  placeOf: ({ phoneNumberId }, world) => {
    const found = world.phoneNumbers.get(phoneNumberId);
    return found === undefined ? { accountId: '' } : placeOfNumber(found);
  },
};

/** Nothing in the path: the body says what it is about. */
export function ofNothing(path: string): Subject<true> {
  return { path, find: () => true, sample: () => '', placeOf: () => ({ accountId: '' }) };
}

function placeOfNumber(found: PhoneNumber): Place {
  return { accountId: found.accountId, phoneNumber: found };
}
