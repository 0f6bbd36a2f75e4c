import { GraphQLError, GraphQLID } from 'graphql';
import { isObject } from '../../common/json';

/** Throws for a whole number that lost digits when it was read as JSON: it may stand for another one. */
function assertExact(type: string, value: unknown): void {
  if (typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value)) return;
  throw new GraphQLError(
    `${type} cannot be told from the number ${value}: beyond 2^53, numbers of JSON lose digits. Give it as a string.`,
  );
}

/** The same for all that a value holds. It must not be nested too deep. */
export function assertAllExact(type: string, value: unknown): void {
  assertExact(type, value);
  if (Array.isArray(value) || isObject(value)) {
    for (const inner of Object.values(value)) assertAllExact(type, inner);
  }
}

const { parseValue } = GraphQLID;

/** Has ids that are given as numbers refused where they would be those of something else: templates have such long ones. */
export function refuseInexactIds(): void {
  GraphQLID.parseValue = (value) => {
    assertExact(GraphQLID.name, value);
    return parseValue(value);
  };
}
