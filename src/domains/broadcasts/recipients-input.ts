import type { Recipient } from '../../outbox/broadcast';
import { MAX_RECIPIENTS } from '../../outbox/recipient-lists';
import type { UserError } from '../graphql/user-error';
import { invalidInput } from '../graphql/user-error-of';
import { repeated } from '../messages/send/declare/unique';
import { KnownPeople } from './known-people';
import type { BroadcastRecipientInput } from './start-broadcast-input';

/** Recipients as they are kept. */
export function recipientsOf(inputs: readonly BroadcastRecipientInput[]): Recipient[] {
  return inputs.map(({ to, recipient, parameters, bizOpaqueCallbackData }) => ({
    ...(to && { to }),
    ...(recipient && { recipient }),
    ...(parameters && { parameters: Object.fromEntries(parameters.map(({ name, value }) => [name, value])) }),
    ...(bizOpaqueCallbackData && { bizOpaqueCallbackData }),
  }));
}

/** Parameters whose name is missing or used twice: one of the two would silently be lost. */
export function faultsOfParameters(inputs: readonly BroadcastRecipientInput[]): UserError[] {
  return inputs.flatMap(({ parameters }, index) => {
    const twice = new Set(repeated(parameters ?? [], ({ name }) => name));
    return (parameters ?? []).flatMap(({ name }, place) => {
      if (name !== '' && !twice.has(place)) return [];
      const fault = name === '' ? 'has no name' : 'has the name of an earlier one';
      const field = ['input', 'recipients', String(index), 'parameters', String(place), 'name'];
      return [
        invalidInput({ field, message: `A parameter of recipient ${index + 1} ${fault}. Name each once.` }),
      ];
    });
  });
}

/** What is wrong with the list as a whole. */
export function faultsOfList(recipients: readonly Recipient[]): UserError[] {
  const field = ['input', 'recipients'];
  if (recipients.length === 0) {
    return [invalidInput({ field, message: 'recipients is empty. Give at least one.' })];
  }
  if (recipients.length > MAX_RECIPIENTS) {
    const message = `recipients has ${recipients.length} entries; a broadcast has at most ${MAX_RECIPIENTS}.`;
    return [invalidInput({ field, message })];
  }
  const people = new KnownPeople();
  return recipients.flatMap((recipient, index) => {
    const before = people.add(recipient, index + 1);
    if (before === undefined) return [];
    const message = `Recipient ${index + 1} is recipient ${before} again. Everybody gets one message: take one of them out.`;
    return [invalidInput({ field: [...field, String(index)], message })];
  });
}
