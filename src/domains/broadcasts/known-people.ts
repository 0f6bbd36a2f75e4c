import type { Recipient } from '../../outbox/broadcast';
import { phoneNumber } from '../messages/send/declare/rules';

/**
 * The people in a list so far. The same person twice is nearly always a mistake, and would get one message too many.
 */
export class KnownPeople {
  readonly #places = new Map<string, number>();

  /** The earlier place of the same person; undefined for a new one, who is known from then on. */
  add({ to, recipient }: Recipient, place: number): number | undefined {
    // A text that is no phone number is a mistake of its own, and never counts as the same person as another one.
    const number =
      to !== undefined && phoneNumber(to) === undefined ? `to ${to.replaceAll(/\D/g, '')}` : undefined;
    const names = [number, recipient].filter((name) => name !== undefined);
    const known = names.map((name) => this.#places.get(name)).find((found) => found !== undefined);
    if (known === undefined) for (const name of names) this.#places.set(name, place);
    return known;
  }
}
