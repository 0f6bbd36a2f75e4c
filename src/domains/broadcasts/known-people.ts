import type { Recipient } from '../../outbox/broadcast';
import { phoneNumber } from '../messages/send/declare/rules';

/** Who is in a list already: the same person twice is nearly always a mistake, and a message too many. */
export class KnownPeople {
  readonly #places = new Map<string, number>();

  /** The place of the same person before; undefined for somebody new, who is known from then on. */
  add({ to, recipient }: Recipient, place: number): number | undefined {
    // What is no phone number has its own fault: it is nobody, and not the same person as another that is none.
    const number =
      to !== undefined && phoneNumber(to) === undefined ? `to ${to.replaceAll(/\D/g, '')}` : undefined;
    const names = [number, recipient].filter((name) => name !== undefined);
    const known = names.map((name) => this.#places.get(name)).find((found) => found !== undefined);
    if (known === undefined) for (const name of names) this.#places.set(name, place);
    return known;
  }
}
