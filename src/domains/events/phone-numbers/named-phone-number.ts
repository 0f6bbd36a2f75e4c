import { objectOf, objectsOf, textOf } from '../../../common/json';
import { addAsk, type Expansion } from '../../../graph/expansion';
import type { GraphSession } from '../../../graph/session';

const NUMBER: Expansion = new Map();
addAsk(NUMBER, 'display_phone_number');

const NUMBERS: Expansion = new Map();
addAsk(NUMBERS, 'phone_numbers', '.limit(100)', NUMBER);

/** The id of an account's phone number that is known only as it is written. */
export async function namedPhoneNumber(
  graph: GraphSession,
  accountId: string,
  displayPhoneNumber: string | null,
): Promise<string | null> {
  const wanted = digits(displayPhoneNumber);
  if (wanted === '') return null;
  const account = await graph.load(accountId, NUMBERS);
  const numbers = objectsOf(objectOf(account['phone_numbers.limit(100)']).data);
  const found = numbers.find((number) => digits(textOf(number.display_phone_number)) === wanted);
  return textOf(found?.id) ?? null;
}

function digits(number: string | null | undefined): string {
  return number?.replaceAll(/\D/g, '') ?? '';
}
