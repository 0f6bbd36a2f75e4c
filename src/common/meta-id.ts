import { InvalidInputError } from './errors';

/** Ids of nodes are decimal; anything else would be another path of the Graph API. */
const META_ID = /^\d{1,32}$/;

/** Whether a text can be an id of Meta's. */
export function isMetaId(text: string): boolean {
  return META_ID.test(text);
}

/** What is wrong with an argument that is no id of Meta's. */
export function notMetaId(field: string): InvalidInputError {
  return new InvalidInputError(
    field,
    "is not an id of Meta's",
    'Give the id as Meta or this API gave it: decimal digits.',
  );
}

/** Takes an id that may be left out. @throws InvalidInputError */
export function optionalMetaId(field: string, id: string | null | undefined): string | undefined {
  if (id === null || id === undefined) return undefined;
  if (!isMetaId(id)) throw notMetaId(field);
  return id;
}
